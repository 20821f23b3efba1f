import { eventEvidence } from '../../findings/evidence';
import { hours } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { nameOf } from '../shared/sightings';
import { targetOf } from './scaleTarget';

type ClusterEvent = KnownKinds['Event'];

/** Deployments whose size an autoscaler sets and somebody else sets back. Who that is, no object tells: each write takes the field over from the other. */
export const replicasManagedTwice: Detector = {
  id: 'hpa.replicas-managed-twice',
  title: 'Somebody sets back what the autoscaler sets',
  tier: 'risk',
  kinds: ['HorizontalPodAutoscaler', 'Deployment', 'Event'],
  documentation: {
    speaks:
      'Within the last hour a Deployment went from a size that its autoscaler had set to one that it had not, and the autoscaler has set the size again since. Usually a delivery applies spec.replicas each time.',
    silent:
      'Deployments with several ReplicaSets in that hour, as during a rollout, and workloads of other kinds.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    for (const scaler of snapshot.all('HorizontalPodAutoscaler')) {
      const target = targetOf(scaler);
      if (target?.kind !== 'Deployment' || scaler.metadata.deletionTimestamp)
        continue;
      const { namespace, name } = target;
      const deployment = snapshot.get('Deployment', namespace, name);
      const orders = graph.eventsOf(scaler, {
        reasons: ['SuccessfulRescale'],
        within: hours(1),
      });
      if (!deployment || orders.length === 0) continue;
      const ordered = new Set(orders.map(sizeOf));
      const [newest] = orders;
      const undone = movesOf(deployment, context).find(
        ({ event, from, to }) =>
          ordered.has(from) && !ordered.has(to) && isBefore(event, newest),
      );
      if (!undone) continue;
      yield {
        subject: target,
        severity: 'medium',
        message: `${nameOf(target)} was set from ${undone.from} to ${undone.to} replicas by another than its autoscaler ${scaler.metadata.name}, which has set the size again since`,
        evidence: [eventEvidence(undone.event), eventEvidence(newest)],
        affected: [{ ...target }],
      };
    }
  },
};

/** `New size: 3; reason: …` */
function sizeOf({ message = '' }: ClusterEvent) {
  return Number(/New size: (\d+)/.exec(message)?.[1]);
}

interface Move {
  event: ClusterEvent;
  from: number;
  to: number;
}

const MOVE =
  /Scaled (?:up|down) replica set (?<set>\S+) (?:from (?<from>\d+) to (?<to>\d+)|to (?<newTo>\d+) from (?<newFrom>\d+))/i;

/** Changes of a Deployment's size; none while more than one of its ReplicaSets had changes. Versions differ in the order of the numbers. */
function movesOf(
  deployment: KnownKinds['Deployment'],
  { graph }: DetectionContext,
): Move[] {
  const found = graph
    .eventsOf(deployment, { reasons: ['ScalingReplicaSet'], within: hours(1) })
    .map(event => ({ event, groups: MOVE.exec(event.message ?? '')?.groups }));
  const sets = new Set(found.map(({ groups }) => groups?.set));
  if (sets.size !== 1) return [];
  return found.flatMap(({ event, groups }) =>
    groups
      ? [
          {
            event,
            from: Number(groups.from ?? groups.newFrom),
            to: Number(groups.to ?? groups.newTo),
          },
        ]
      : [],
  );
}

function isBefore(event: ClusterEvent, other: ClusterEvent) {
  return (
    Date.parse(eventTime(event) ?? '') < Date.parse(eventTime(other) ?? '')
  );
}
