import { nameOf } from '../../detectors/shared/sightings';
import { field } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { Cause, CauseContext } from '../Cause';
import { failingContainers } from '../failingContainers';
import { toldBy } from '../reading/told';

const CANNOT_REACH = [
  'log.connection-refused',
  'log.timeout',
  'log.dns-failure',
];

export const quorumOrPeerMissing: Cause = {
  id: 'quorum-or-peer-missing',
  title: 'Members of a cluster do not find enough of each other',
  explains: failingContainers,
  documentation: {
    speaks:
      'At least half of a StatefulSet’s pods are not ready, and the log of one that fails says that it cannot reach the others through their own Service.',
    silent:
      'Not named where another problem of the StatefulSet is proved, such as a volume or a node, or while more than half are ready.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    ],
  },

  *assess(context) {
    const { finding, failures, services, snapshot } = context;
    const { kind, namespace, name } = finding.subject;
    if (kind !== 'StatefulSet' || failures.length === 0) return;
    const set = snapshot.get('StatefulSet', namespace, name);
    const wanted = set?.spec?.replicas ?? 1;
    const ready = set?.status?.readyReplicas ?? 0;
    if (!set || wanted < 2 || ready * 2 > wanted || hasOtherProblem(context))
      return;
    const [pod] = failures.map(each => each.container.pod);
    const told = toldBy(failures, CANNOT_REACH, ({ host }) => {
      const target = host ? services.resolve(host, pod) : undefined;
      if (target?.kind !== 'service' || target.lookup.state !== 'present')
        return false;
      const behind = services.workloadBehind(target.lookup.object);
      return (
        behind !== undefined &&
        referenceKey(behind) === referenceKey(finding.subject)
      );
    });
    if (!told) return;
    yield {
      message: `${wanted - ready} of ${wanted} pods of ${nameOf(finding.subject)} are not ready, and do not find their peers`,
      evidence: [
        ...told.evidence,
        {
          evidence: field(set, 'status.readyReplicas', ready),
          as: 'correlation',
        },
      ],
    };
  },
};

function hasOtherProblem({ finding, problemsOf }: CauseContext) {
  return problemsOf(finding.subject).some(
    ({ detector }) =>
      !failingContainers.includes(detector) && !detector.startsWith('sts.'),
  );
}
