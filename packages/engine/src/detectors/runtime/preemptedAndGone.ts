import { ObjectReference } from '../../findings/Finding';
import { eventEvidence } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isWaitingPlaceholder } from '../shared/isWaitingPlaceholder';
import { affectedPod, nameOf } from '../shared/sightings';

type ClusterEvent = KnownKinds['Event'];

/** `Preempted by pod 426e832e-… on node worker-1`. */
const BY = /^Preempted by (?:a )?pod (\S{1,60}) on node (\S{1,253})$/;

/** A sighting of pods that gave way and are gone, so that only the scheduler's event names them, while those that took their place find no room. */
export function* preemptedAndGone(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const event of snapshot.all('Event')) {
    if (event.reason !== 'Preempted' || isPodThere(event, context)) continue;
    if (!within(snapshot, eventTime(event), hours(1))) continue;
    const subject = ownerOfGone(event, context);
    if (!subject) continue;
    for (const pod of graph.podsOf(subject).filter(isMissed))
      yield {
        detector: 'pod.preempted',
        subject,
        severity: 'low' as const,
        message: `Pods of ${nameOf(subject)} were removed to make room for ${preemptor(event, context)}, and those that were to replace them find none`,
        evidence: [eventEvidence(event)],
        affected: affectedPod(pod, { since: eventTime(event) }),
      };
  }
}

function isPodThere(
  { involvedObject }: ClusterEvent,
  { snapshot }: DetectionContext,
) {
  const { namespace, name, uid } = involvedObject ?? {};
  const pod = name ? snapshot.get('Pod', namespace, name) : undefined;
  return pod !== undefined && (!uid || pod.metadata.uid === uid);
}

/** Waits for a node, and is more than a placeholder. */
function isMissed(pod: KnownKinds['Pod']) {
  const { metadata, spec } = pod;
  return (
    !spec?.nodeName && !metadata.deletionTimestamp && !isWaitingPlaceholder(pod)
  );
}

/** Pods are named after what controls them: with five letters behind, or a number in a StatefulSet. */
function ownerOfGone(
  { involvedObject }: ClusterEvent,
  { snapshot, graph }: DetectionContext,
): ObjectReference | undefined {
  const { namespace, name = '' } = involvedObject ?? {};
  const successor = snapshot.get('Pod', namespace, name);
  if (successor) return graph.topOwner(successor);
  const controller = /^(.+)-[a-z0-9]{5}$/.exec(name)?.[1];
  if (!controller) return undefined;
  for (const kind of ['ReplicaSet', 'Job', 'DaemonSet'] as const) {
    const found = snapshot.get(kind, namespace, controller);
    if (found) return graph.topOwner(found);
  }
  return undefined;
}

function preemptor(
  { message = '' }: ClusterEvent,
  { graph }: DetectionContext,
): string {
  const [, uid, node] = BY.exec(message) ?? [];
  const pod = graph
    .podsOn(node ?? '')
    .find(({ metadata }) => uid !== undefined && metadata.uid === uid);
  return pod
    ? `pods of ${nameOf(graph.topOwner(pod))}, whose priority is ${pod.spec?.priority ?? 0}`
    : 'pods of higher priority';
}
