import { append } from '../append';
import { precedes } from '../causes/precedes';
import { Finding } from '../findings/Finding';
import { Group } from './Group';
import { referenceKey } from '../findings/referenceKey';

/**
 * Moves each group that follows from a member of another one into that one, along chains: because its most likely cause says so, because both have the same cause, or
 * because it cannot be told what ails it while the same pods have a known trouble. Groups that blame each other in a circle stay with the earliest.
 */
export function joinGroups(groups: readonly Group[]): Group[] {
  const ofFinding = new Map(
    groups.flatMap(group =>
      group.members.map(each => [each.id, group] as const),
    ),
  );
  const ofCause = new Map(
    [...groups]
      .reverse()
      .flatMap(each =>
        each.explanation ? [[each.explanation, each] as const] : [],
      ),
  );
  for (const group of groups)
    if (group.isProved) ofCause.set(group.identity, group);
  const sameTrouble = troubleFinder(groups);
  const next = (group: Group) => {
    const followed = group.follows && ofFinding.get(group.follows.id);
    const sameCause =
      (group.isProved && !group.blamesAnother) || !group.explanation
        ? undefined
        : ofCause.get(group.explanation);
    const target = followed ?? sameCause ?? sameTrouble(group);
    return target === group ? undefined : target;
  };
  const roots = new Map<Group, Group>();
  const rootOf = (start: Group) => {
    const path = new Set<Group>();
    let current = start;
    let root: Group | undefined;
    while (!root) {
      path.add(current);
      const following = next(current);
      if (!following) root = current;
      else if (path.has(following))
        root = earliest(circleFrom(following, next));
      else root = roots.get(following);
      current = following ?? current;
    }
    for (const each of path) roots.set(each, root);
    return root;
  };
  const rootByGroup = groups.map(group => [group, rootOf(group)] as const);
  for (const [group, root] of rootByGroup) {
    if (group !== root) root.absorb(group);
  }
  return rootByGroup.flatMap(([group, root]) =>
    group === root ? [group] : [],
  );
}

function circleFrom(
  start: Group,
  next: (group: Group) => Group | undefined,
): Group[] {
  const circle = [start];
  let current = next(start);
  while (current && current !== start) {
    circle.push(current);
    current = next(current);
  }
  return circle;
}

function earliest(groups: readonly Group[]): Group {
  const time = ({ root }: Group) => Date.parse(root.since ?? '') || Infinity;
  return groups.reduce((first, each) =>
    time(each) < time(first) ||
    (time(each) === time(first) && each.identity < first.identity)
      ? each
      : first,
  );
}

/**
 * Finds, for a group without a known cause, another one about the same pods that has one, or one about the same subject that was told first. What ails a node is not
 * thereby what ails each pod on it.
 */
function troubleFinder(groups: readonly Group[]) {
  const bySubject = new Map<string, Group[]>();
  const byPod = new Map<string, Group[]>();
  for (const group of groups) {
    append(bySubject, referenceKey(group.root.subject), group);
    if (group.root.subject.kind !== 'Node')
      for (const pod of podsOf(group.root)) append(byPod, pod, group);
  }
  return (group: Group): Group | undefined => {
    if (group.isDetermined) return undefined;
    const sharing = [...podsOf(group.root)].flatMap(
      pod => byPod.get(pod) ?? [],
    );
    const determined = sharing.find(
      each => each.isDetermined && precedes(each.root, group.root),
    );
    if (determined) return determined;
    const [first = group] = (
      bySubject.get(referenceKey(group.root.subject)) ?? []
    ).filter(each => !each.isDetermined && sharing.includes(each));
    return first === group ? undefined : first;
  };
}

function podsOf({ affected }: Finding): Set<string> {
  return new Set(
    affected.flatMap(each => (each.kind === 'Pod' ? referenceKey(each) : [])),
  );
}
