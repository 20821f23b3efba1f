import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { isFinished } from '../shared/pods';
import { affectedPod } from '../shared/sightings';

const GRACE = minutes(6);
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/** Pods of StatefulSets that are stuck on a lost node. */
export const podOnLostNode: Detector = {
  id: 'sts.pod-on-lost-node',
  title: 'Pod of StatefulSet is stuck on a lost node',
  tier: 'problem',
  kinds: ['StatefulSet', 'Pod', 'Node'],
  documentation: {
    speaks:
      'A pod of a StatefulSet is on a node that has not reported for six minutes. It may still run there, so that none takes its place until somebody deletes the pod or the Node, or taints the Node as out of service.',
    silent: 'Nodes that are tainted as out of service.',
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const node of snapshot.all('Node')) {
      const ready = conditionOf(node, 'Ready');
      if (ready?.status !== 'Unknown' || isOutOfService(node)) continue;
      if (!olderThan(snapshot, ready.lastTransitionTime, GRACE)) continue;
      for (const pod of graph.podsOn(node.metadata.name)) {
        const owner = graph.topOwner(pod);
        if (owner.kind !== 'StatefulSet' || isFinished(pod)) continue;
        yield {
          subject: owner,
          key: pod.metadata.name,
          severity: 'high',
          message: `Pod ${pod.metadata.name} is on node ${node.metadata.name}, which does not report; it is not replaced until the pod or the node is deleted`,
          evidence: [
            field(pod, 'spec.nodeName', node.metadata.name),
            field(node, 'status.conditions[Ready]', {
              status: ready.status,
              reason: ready.reason ?? null,
              lastTransitionTime: ready.lastTransitionTime ?? null,
            }),
          ],
          affected: [affectedPod(pod, { since: ready.lastTransitionTime })],
        };
      }
    }
  },
};

function isOutOfService({ spec }: KnownKinds['Node']) {
  return (spec?.taints ?? []).some(each => each.key === OUT_OF_SERVICE);
}
