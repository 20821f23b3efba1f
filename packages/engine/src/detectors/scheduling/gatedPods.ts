import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { hours, minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { affectedBy } from './pendingPods';
import { unquietPods } from '../shared/pods';

const GRACE = minutes(10);
/** Controllers that queue work hold pods back as long as the queue is. */
const QUEUE_GRACE = hours(1);
const QUEUE_GATES = /(?:kueue|jobset|queue|volcano)/i;

/** Pods that are held back by scheduling gates which nobody removes. */
export const gatedPods: Detector = {
  id: 'scheduling.gated',
  title: 'Pod is held back by a scheduling gate',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A pod has been held back by scheduling gates for ten minutes, or for an hour by those of controllers that queue work.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    for (const pod of unquietPods(context)) {
      const gates = (pod.spec?.schedulingGates ?? []).map(each => each.name);
      if (gates.length === 0 || pod.metadata.deletionTimestamp) continue;
      const condition = conditionOf(pod, 'PodScheduled');
      if (condition?.reason !== 'SchedulingGated') continue;
      const since =
        condition.lastTransitionTime ?? pod.metadata.creationTimestamp;
      const isQueued = gates.every(gate => QUEUE_GATES.test(gate));
      if (!olderThan(snapshot, since, isQueued ? QUEUE_GRACE : GRACE)) continue;
      const owner = graph.topOwner(pod);
      collector.add({
        detector: 'scheduling.gated',
        subject: owner,
        key: [...gates].sort().join(','),
        severity: 'medium',
        message: `Gate ${gates.join(', ')} has not been removed`,
        evidence: [
          field(pod, 'spec.schedulingGates', pod.spec?.schedulingGates),
        ],
        affected: [affectedBy({ pod, owner, message: '', since })],
      });
    }
    yield* collector.drafts();
  },
};
