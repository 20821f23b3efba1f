import { eventEvidence, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { hours, within } from '../../snapshot/durations';
import { eventCount } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';

type ClusterEvent = KnownKinds['Event'];

const LEAST_EACH_WAY = 3;

/** Autoscalers that go to and fro. */
export const flapping: Detector = {
  id: 'hpa.flapping',
  title: 'Autoscaler goes up and down',
  tier: 'risk',
  kinds: ['HorizontalPodAutoscaler', 'Event'],
  documentation: {
    speaks:
      'Within the last hour an autoscaler has added pods three times or more, and removed some as often.',
    silent: 'Autoscalers that only grow or only shrink.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#flapping',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const scaler of snapshot.all('HorizontalPodAutoscaler')) {
      if (scaler.metadata.deletionTimestamp) continue;
      const events = graph.eventsOf(scaler, {
        reasons: ['SuccessfulRescale'],
        within: hours(1),
      });
      const ups = events.filter(each =>
        /above target/i.test(each.message ?? ''),
      );
      const downs = events.filter(each =>
        /below target/i.test(each.message ?? ''),
      );
      const counts = [ups, downs].map(each =>
        each.reduce((sum, event) => sum + recentCount(event, snapshot), 0),
      );
      if (Math.min(...counts) < LEAST_EACH_WAY) continue;
      yield {
        subject: referenceTo(scaler),
        severity: 'low',
        message: `Has added pods ${counts[0]} times and removed some ${counts[1]} times within an hour`,
        evidence: [...ups, ...downs].slice(0, 4).map(eventEvidence),
      };
    }
  },
};

/** Of an event that was first seen before the last hour, only the last time is known. */
function recentCount(event: ClusterEvent, snapshot: ClusterSnapshot) {
  return within(snapshot, event.firstTimestamp, hours(1))
    ? eventCount(event)
    : 1;
}
