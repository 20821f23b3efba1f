import { absence } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../../snapshot/objects';
import { kindKey } from '../../snapshot/resources';
import { DetectionContext } from '../Detector';
import { JudgedWorkload, judgedWorkloads } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** Labels and annotations by which people tell whose a workload is. */
const OWNER_MARK =
  /^(?:(?:[\w.-]+\/)?(?:owner|owned-by|team|squad|maintainer|contact)|backstage\.io\/kubernetes-(?:id|label-selector))$/;

const NONE: readonly JudgedWorkload[] = [];

/** Workloads of which nobody can tell whose they are, in a cluster where people can for others. */
export const ownerMissing = workloadDetector({
  id: 'meta.owner-missing',
  title: 'Nobody is named as the owner',
  kinds: ['Namespace'],
  documentation: {
    speaks:
      "Neither a workload nor its namespace carries a label or annotation that names an owner (`owner`, `team`, `squad`, `maintainer`, `contact`, with or without a prefix, or the catalog's `backstage.io/kubernetes-id`), although others in the cluster do.",
    silent:
      'Clusters in which no workload and no namespace carries one, as people there keep such records elsewhere.',
    sources: [
      'https://backstage.io/docs/features/kubernetes/configuration/#surfacing-your-kubernetes-components-as-part-of-an-entity',
    ],
  },
  among: context => (isCustom(context) ? judgedWorkloads(context) : NONE),
  check(workload, { snapshot }) {
    if (isOwned(workload, snapshot)) return undefined;
    return {
      severity: 'low',
      message: 'No label or annotation says whose the workload is',
      evidence: [
        absence(workload.subject, 'a label or annotation that names an owner'),
      ],
    };
  },
});

const customs = new WeakMap<ClusterSnapshot, boolean>();

/** Whether people in this cluster name owners at all. */
function isCustom(context: DetectionContext): boolean {
  const { snapshot } = context;
  const known = customs.get(snapshot);
  if (known !== undefined) return known;
  const found = judgedWorkloads(context).some(each => isOwned(each, snapshot));
  customs.set(snapshot, found);
  return found;
}

function isOwned(
  { subject, pod }: JudgedWorkload,
  snapshot: ClusterSnapshot,
): boolean {
  const { namespace, name } = subject;
  return (
    isMarked(pod) ||
    isMarked(snapshot.get(kindKey(subject), namespace, name)) ||
    isMarked(snapshot.get('Namespace', undefined, namespace))
  );
}

function isMarked(object: Pick<KubernetesObject, 'metadata'> | undefined) {
  return (
    hasMark(object?.metadata.labels) || hasMark(object?.metadata.annotations)
  );
}

function hasMark(marks: Record<string, string> | undefined) {
  for (const key in marks) if (OWNER_MARK.test(key)) return true;
  return false;
}
