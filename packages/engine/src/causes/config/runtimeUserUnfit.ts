import { field } from '../../findings/evidence';
import { Cause } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { mountOf } from '../reading/mounts';
import { tellsThat, toldBy } from '../reading/told';

const PROVED_BY: readonly string[] = ['pod.run-as-nonroot-conflict'];

/** The container’s user may not do what its program does. */
export const runtimeUserUnfit: Cause = {
  id: 'runtime-user-unfit',
  title: 'The container may not run as the user it wants',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  touchedBy: ['security', 'image', 'ports'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The kubelet refuses to start a container as root that must not run as root, or the log says that the program may not open a file of its image or a port.',
    silent:
      'A path on a volume is a matter of the volume’s permissions. Refuted by a pod of the same revision that is well.',
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
    if (!told) return;
    const { container } = told.failure;
    if (told.match.name && mountOf(container, told.match.name)) return;
    const user = container.spec?.securityContext?.runAsUser;
    const podUser = container.pod.spec?.securityContext?.runAsUser;
    yield {
      message: tellsThat(told),
      evidence: [
        ...told.evidence,
        {
          evidence:
            user === undefined
              ? field(container.pod, 'spec.securityContext.runAsUser', podUser)
              : field(
                  container.pod,
                  `${container.specPath}.securityContext.runAsUser`,
                  user,
                ),
        },
      ],
    };
  },
};
