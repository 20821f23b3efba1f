import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isScaledToZero } from './idleWorkloads';

const GRACE = minutes(2);

/**
 * Whether a deleted pod goes, as it should. One that is overdue by two minutes, as on a lost node, keeps its place in a StatefulSet: until it is gone nothing else
 * answers for it. Where it is not wanted any more nobody waits for that.
 */
export function isLeaving(
  pod: KnownKinds['Pod'],
  { snapshot, graph }: DetectionContext,
): boolean {
  const { deletionTimestamp } = pod.metadata;
  if (!deletionTimestamp) return false;
  const { kind, namespace, name } = graph.topOwner(pod);
  const owner = snapshot.get(kind, namespace, name);
  const isWanted =
    owner &&
    !owner.metadata.deletionTimestamp &&
    !isScaledToZero(owner as never);
  return !isWanted || !olderThan(snapshot, deletionTimestamp, GRACE);
}
