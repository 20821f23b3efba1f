import { field } from '../../findings/evidence';
import { Cause } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { mountOf } from '../reading/mounts';
import { tellsThat, toldBy } from '../reading/told';

const PROVED_BY: readonly string[] = ['storage.permission-denied'];

/** The container’s user may not use a volume that is mounted into it. */
export const volumePermissions: Cause = {
  id: 'volume-permissions',
  title: 'The container’s user may not use a volume',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  touchedBy: ['security', 'mounts'],
  documentation: {
    speaks:
      'The log says that the program may not use a path which lies on a volume. The group that the volume’s files are given is shown.',
    silent: 'A path of the image is a matter of the container’s user.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    ],
  },

  *assess(context) {
    if (PROVED_BY.includes(context.finding.detector)) {
      yield proof(context);
      return;
    }
    const told = toldBy(context.failures, ['log.permission-denied-file']);
    const mounted =
      told?.match.name && mountOf(told.failure.container, told.match.name);
    if (!told || !mounted) return;
    const { pod } = told.failure.container;
    yield {
      message: tellsThat(told),
      evidence: [
        ...told.evidence,
        { evidence: field(pod, mounted.path, mounted.mount) },
        {
          evidence: field(
            pod,
            'spec.securityContext.fsGroup',
            pod.spec?.securityContext?.fsGroup,
          ),
        },
      ],
    };
  },
};
