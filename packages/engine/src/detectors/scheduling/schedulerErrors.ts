import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { unquietPods } from '../shared/pods';
import { DraftCollector } from '../DraftCollector';
import { affectedBy, isVolumeWait } from './pendingPods';

const GRACE = minutes(2);
/** Somebody else wrote the object a moment before. */
const CONFLICT = /Operation cannot be fulfilled on .{1,300} has been modified/;

/** Pods over which the scheduler itself fails. */
export const schedulerErrors: Detector = {
  id: 'scheduling.scheduler-error',
  title: 'Scheduler fails over the pod',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'For two minutes the scheduler has failed over a pod with an error of its own, rather than finding no node.',
    silent:
      'Errors about a claim that is still being bound, and conflicts with another writer, which the scheduler tries again.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    for (const pod of unquietPods(context)) {
      const condition = conditionOf(pod, 'PodScheduled');
      if (condition?.status !== 'False') continue;
      if (condition.reason !== 'SchedulerError') continue;
      if (isVolumeWait(condition) || CONFLICT.test(condition.message ?? ''))
        continue;
      if (pod.metadata.deletionTimestamp || pod.spec?.nodeName) continue;
      const since = condition.lastTransitionTime;
      if (!olderThan(snapshot, since, GRACE)) continue;
      const owner = graph.topOwner(pod);
      const message = condition.message ?? 'The scheduler gives no reason';
      collector.add({
        detector: 'scheduling.scheduler-error',
        subject: owner,
        severity: 'medium',
        message,
        evidence: [
          field(pod, 'status.conditions[PodScheduled].message', message),
        ],
        affected: [affectedBy({ pod, owner, message, since })],
      });
    }
    yield* collector.drafts();
  },
};
