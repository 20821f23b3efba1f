import { append } from '../append';
import { precedes } from '../causes/precedes';
import { Finding } from '../findings/Finding';
import { FailureFlow } from './FailureFlow';
import { referenceKey } from '../findings/referenceKey';

interface Reach {
  root: Finding;
  /** Steps along the failure flow; none when the root is about the symptom's own subject. */
  distance: number;
}

/** Answers, for a symptom, which roots reach its subject and did not begin after it: the nearest first, equally near ones as given. */
export function reachingRoots(roots: readonly Finding[], flow: FailureFlow) {
  const reaching = new Map<string, Reach[]>();
  for (const root of roots)
    for (const [key, distance] of reachOf(root, flow))
      append(reaching, key, { root, distance });
  return (symptom: Finding): Finding[] =>
    (reaching.get(referenceKey(symptom.subject)) ?? [])
      .filter(({ root }) => precedes(root, symptom))
      .sort((a, b) => a.distance - b.distance)
      .map(({ root }) => root);
}

/** What a root reaches from its subject, and from the owners of what it affects: the latter is all there is for a subject that is no object, such as a registry. */
function reachOf(root: Finding, flow: FailureFlow) {
  const reached = new Map(
    [...flow.downstreamOf(root.subject)].map(([key, { distance }]) => [
      key,
      distance,
    ]),
  );
  for (const owner of flow.ownersOf(root.affected))
    for (const [key, { distance }] of flow.downstreamOf(owner))
      if (!(distance + 1 >= (reached.get(key) ?? Infinity)))
        reached.set(key, distance + 1);
  return reached;
}
