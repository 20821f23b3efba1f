import { field, shorten } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { unquietActivePods, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(10);

const WORDS: Readonly<Record<string, string>> = {
  Infeasible: 'more than the node has',
  Deferred: 'waiting for room on the node',
  Error: 'failing on the node',
};

/** Changes of a running pod’s resources that its node cannot make. */
export const resizeBlocked: Detector = {
  id: 'pod.resize-blocked',
  title: 'Pod cannot be resized',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A change of a running pod’s resources cannot be made on its node: never (Infeasible), not for ten minutes (Deferred), or with an error for ten minutes.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    const condition = blockedResize(pod, context);
    if (!condition) continue;
    const { reason = '', message = '', path, lastTransitionTime } = condition;
    const subject = context.graph.topOwner(pod);
    yield {
      subject,
      key: reason,
      severity: 'medium' as const,
      message: `Pods of ${nameOf(subject)} keep their old resources: the resize is ${WORDS[reason]}${message ? ` (${shorten(message)})` : ''}`,
      evidence: [field(pod, `${path}.reason`, reason)],
      affected: affectedPod(pod, { since: lastTransitionTime }),
    };
  }
}

function blockedResize(pod: KnownKinds['Pod'], { snapshot }: DetectionContext) {
  const pending = podCondition(pod, 'PodResizePending');
  const moving = podCondition(pod, 'PodResizeInProgress');
  if (pending?.status === 'True') {
    if (pending.reason === 'Infeasible') return pending;
    if (
      pending.reason === 'Deferred' &&
      olderThan(snapshot, pending.lastTransitionTime, GRACE)
    )
      return pending;
  }
  return moving?.status === 'True' &&
    moving.reason === 'Error' &&
    olderThan(snapshot, moving.lastTransitionTime, GRACE)
    ? moving
    : undefined;
}
