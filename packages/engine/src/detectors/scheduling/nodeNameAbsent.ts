import { absence, field } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { affectedBy } from './pendingPods';
import { unquietPods } from '../shared/pods';

const GRACE = seconds(60);

/** Pods that are bound to a node which does not exist. */
export const nodeNameAbsent: Detector = {
  id: 'scheduling.node-name-absent',
  title: 'Pod names a node that does not exist',
  tier: 'problem',
  kinds: ['Pod', 'Node'],
  documentation: {
    speaks:
      'A pod has been bound for more than a minute to a node that does not exist, and no kubelet has ever seen it.',
    silent:
      'Pods that have run on a node which is gone: the control plane collects them.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    for (const pod of unquietPods(context)) {
      const name = pod.spec?.nodeName;
      if (!name || pod.status?.phase !== 'Pending') continue;
      if (pod.metadata.deletionTimestamp || pod.status.startTime) continue;
      const since = pod.metadata.creationTimestamp;
      if (!olderThan(snapshot, since, GRACE)) continue;
      if (snapshot.lookup('Node', undefined, name).state !== 'absent') continue;
      const owner = graph.topOwner(pod);
      collector.add({
        detector: 'scheduling.node-name-absent',
        subject: owner,
        key: name,
        severity: 'high',
        message: `Node ${name} does not exist`,
        evidence: [
          field(pod, 'spec.nodeName', name),
          absence({ apiVersion: 'v1', kind: 'Node', name }),
        ],
        affected: [affectedBy({ pod, owner, message: '', since })],
      });
    }
    yield* collector.drafts();
  },
};
