import { eventEvidence, field } from '../../findings/evidence';
import { hours, minutes } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { affectedBy, pendingPods } from './pendingPods';
import { SCHEDULING_ROWS } from './rows';

type Pod = KnownKinds['Pod'];
type ClusterEvent = KnownKinds['Event'];

const FRESH = minutes(30);
const DECLINED = ['NotTriggerScaleUp', 'FailedScaleUp'];
const AGREED = ['TriggeredScaleUp', 'Nominated'];

/** Pods for which a cluster autoscaler makes no node. Says why no room is made; why there is none is told by the other rows about scheduling. */
export const autoscalerDeclined: Detector = {
  id: 'scheduling.autoscaler-declined',
  title: 'Autoscaler adds no node',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  explainedBy: SCHEDULING_ROWS.map(row => row.id),
  documentation: {
    speaks:
      'A pod cannot be scheduled, and within the last half hour the cluster autoscaler or Karpenter said that it adds no node for it, or that adding one failed.',
    silent:
      'Pods for which a node was ordered or chosen later, and pods that wait for less than a minute.',
    sources: [
      'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-events-are-emitted-by-ca',
      'https://karpenter.sh/docs/troubleshooting/',
    ],
  },

  *detect(context) {
    const collector = new DraftCollector();
    for (const pending of pendingPods(context)) {
      const event = refusalFor(pending.pod, context);
      if (!event) continue;
      collector.add({
        detector: 'scheduling.autoscaler-declined',
        subject: pending.owner,
        key: event.reason,
        severity: 'low',
        message: `The autoscaler adds no node: ${event.message ?? event.reason}`,
        evidence: [
          eventEvidence(event),
          field(
            pending.pod,
            'status.conditions[PodScheduled].message',
            pending.message,
          ),
        ],
        affected: [affectedBy(pending)],
      });
    }
    yield* collector.drafts();
  },
};

function refusalFor(
  pod: Pod,
  { graph }: DetectionContext,
): ClusterEvent | undefined {
  const refusal = graph
    .eventsOf(pod, {
      reasons: [...DECLINED, 'FailedScheduling'],
      within: FRESH,
    })
    .find(event => DECLINED.includes(event.reason ?? '') || isKarpenter(event));
  const [agreement] = graph.eventsOf(pod, {
    reasons: AGREED,
    within: hours(1),
  });
  return refusal && timeOf(agreement) < timeOf(refusal) ? refusal : undefined;
}

/** Karpenter reports under the scheduler's own reason. */
function isKarpenter({ source, reportingComponent }: ClusterEvent) {
  return [source?.component, reportingComponent].includes('karpenter');
}

function timeOf(event: ClusterEvent | undefined) {
  return event ? Date.parse(eventTime(event) ?? '') || 0 : 0;
}
