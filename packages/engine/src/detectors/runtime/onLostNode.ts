import { field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { isFinished, isReady } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = seconds(60);

/** Pods on nodes that do not report. */
export const onLostNode: Detector = {
  id: 'pod.on-lost-node',
  title: 'Pods are on a node that does not report',
  tier: 'problem',
  kinds: ['Pod', 'Node'],
  explainedBy: ['node.*'],
  documentation: {
    speaks:
      'A pod is on a node that has not reported for more than a minute, or has the reason NodeLost: nobody knows whether it runs.',
    silent:
      'Pods with a newer ready pod of the same workload elsewhere, pods of DaemonSets and static pods, which cannot move, and finished pods.',
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const node of snapshot.all('Node')) {
    const conditions = node.status?.conditions ?? [];
    const ready = conditions.find(({ type }) => type === 'Ready');
    const isLost = ready?.status === 'Unknown';
    const since = ready?.lastTransitionTime;
    for (const pod of graph.podsOn(node.metadata.name)) {
      const nodeLost = pod.status?.reason === 'NodeLost';
      if (!nodeLost && !(isLost && olderThan(snapshot, since, GRACE))) continue;
      if (isFinished(pod) || cannotMove(pod) || isReplaced(pod, context))
        continue;
      const workload = nameOf(graph.topOwner(pod));
      yield {
        subject: referenceTo(node),
        key: workload,
        severity: 'medium' as const,
        message: `Pods of ${workload} are on node ${node.metadata.name}, which does not report, and have no ready replacement`,
        evidence: [
          field(node, 'status.conditions[Ready]', {
            type: 'Ready',
            status: ready?.status ?? null,
            reason: ready?.reason ?? null,
          }),
          field(pod, 'spec.nodeName', node.metadata.name),
        ],
        affected: affectedPod(pod, { since }),
      };
    }
  }
}

/** Pods of a DaemonSet and static pods belong to their node. */
function cannotMove({ metadata }: KnownKinds['Pod']) {
  return (metadata.ownerReferences ?? []).some(
    each => each.kind === 'DaemonSet' || each.kind === 'Node',
  );
}

function isReplaced(pod: KnownKinds['Pod'], { graph }: DetectionContext) {
  const born = Date.parse(pod.metadata.creationTimestamp ?? '');
  return graph
    .podsOf(graph.topOwner(pod))
    .some(
      other =>
        other.spec?.nodeName !== pod.spec?.nodeName &&
        isReady(other) &&
        Date.parse(other.metadata.creationTimestamp ?? '') > born,
    );
}
