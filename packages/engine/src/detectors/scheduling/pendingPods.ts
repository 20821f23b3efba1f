import { AffectedObject, ObjectReference } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { Condition, conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { unquietPods } from '../shared/pods';

type Pod = KnownKinds['Pod'];

/** A pod that waits for a node, and what the scheduler says about it. */
export interface PendingPod {
  pod: Pod;
  owner: ObjectReference;
  /** The message of the PodScheduled condition. */
  message: string;
  since?: string;
}

const GRACE = seconds(60);
/** How long a node may take to arrive after an autoscaler ordered it, or a preempted pod to leave. */
const RELIEF = minutes(10);

/** Pods that the scheduler has tried and failed to place for longer than a minute; ten minutes while relief is on its way. */
export function pendingPods(context: DetectionContext): PendingPod[] {
  const { snapshot, graph } = context;
  const pending: PendingPod[] = [];
  for (const pod of unquietPods(context)) {
    if (pod.spec?.nodeName || pod.metadata.deletionTimestamp) continue;
    const condition = conditionOf(pod, 'PodScheduled');
    if (condition?.status !== 'False') continue;
    if (condition.reason !== 'Unschedulable' && !isVolumeWait(condition))
      continue;
    const since =
      condition.lastTransitionTime ?? pod.metadata.creationTimestamp;
    if (!olderThan(snapshot, since, GRACE)) continue;
    const relief =
      Boolean(pod.status?.nominatedNodeName) ||
      graph.eventsOf(pod, { reasons: ['TriggeredScaleUp'], within: RELIEF })
        .length > 0;
    if (relief && !olderThan(snapshot, since, RELIEF)) continue;
    pending.push({
      pod,
      owner: graph.topOwner(pod),
      message: condition.message ?? '',
      since,
    });
  }
  return pending;
}

/** A node was found, but the claim that was to be bound for it was not: the scheduler calls that its own error, and tries again. */
export function isVolumeWait({ reason, message = '' }: Condition): boolean {
  return (
    reason === 'SchedulerError' &&
    /VolumeBinding.*binding volumes/i.test(message)
  );
}

export function affectedBy({ pod, since }: PendingPod): AffectedObject {
  return { ...referenceTo(pod), ...(since ? { since } : {}) };
}
