import { Blocker, BlockerKind, blockerKey } from './blockers';
import { Placement } from './SchedulingSimulation';
import { KnownKinds } from '../snapshot/objects';

type Node = KnownKinds['Node'];

/** One reason why a pod cannot be placed, and the nodes on which it is what stands in the way. */
export interface PrimaryBlocker {
  kind: BlockerKind;
  detail: string;
  nodes: readonly { node: Node; blocker: Blocker }[];
}

/** Kinds that exclude a node before its load is looked at, in the order in which they are blamed. */
const STAGES: readonly (readonly BlockerKind[])[] = [
  ['selector'],
  ['affinity'],
  ['taint'],
  ['cordon', 'unhealthy'],
];

/**
 * The reasons that somebody has to remove for the pod to be placed, the leading one first. Empty when a node is feasible.
 *
 * Nodes that the pod does not ask for, or that are reserved for others, are only blamed when there are no others. Among the rest a reason is primary when it alone
 * stands in the way on some node; where no reason does, those of the node with the fewest are.
 */
export function primaryBlockers(placement: Placement): PrimaryBlocker[] {
  const entries = [...placement];
  if (entries.some(([, blockers]) => blockers.length === 0)) return [];

  let open = entries;
  for (const kinds of STAGES) {
    const passing = open.filter(([, blockers]) => !has(blockers, kinds));
    if (passing.length === 0) return group(open, kinds);
    open = passing;
  }
  return [...group(decisive(open)), ...group(decisive(setAside(entries)))];
}

type Entry = readonly [Node, readonly Blocker[]];

function has(blockers: readonly Blocker[], kinds: readonly BlockerKind[]) {
  return blockers.some(each => kinds.includes(each.kind));
}

/** Nodes that would take the pod if they were not cordoned or unhealthy. */
function setAside(entries: readonly Entry[]) {
  return entries.filter(([, blockers]) =>
    blockers.every(each => ['cordon', 'unhealthy'].includes(each.kind)),
  );
}

/** The entries reduced to the blockers that decide: those that stand alone on a node, else those of the node with the fewest. */
function decisive(entries: readonly Entry[]): Entry[] {
  const keysOf = (blockers: readonly Blocker[]) =>
    new Set(blockers.map(blockerKey));
  const fewest = Math.min(
    ...entries.map(([, blockers]) => keysOf(blockers).size),
  );
  const keys = new Set(
    entries
      .filter(([, blockers]) => keysOf(blockers).size === fewest)
      .slice(0, fewest === 1 ? undefined : 1)
      .flatMap(([, blockers]) => blockers.map(blockerKey)),
  );
  return entries.map(([node, blockers]) => [
    node,
    blockers.filter(each => keys.has(blockerKey(each))),
  ]);
}

function group(
  entries: readonly Entry[],
  kinds?: readonly BlockerKind[],
): PrimaryBlocker[] {
  const groups = new Map<
    string,
    PrimaryBlocker & { nodes: { node: Node; blocker: Blocker }[] }
  >();
  for (const [node, blockers] of entries) {
    for (const blocker of blockers) {
      if (kinds && !kinds.includes(blocker.kind)) continue;
      const key = blockerKey(blocker);
      const known = groups.get(key);
      if (!known) {
        const { kind, detail } = blocker;
        groups.set(key, { kind, detail, nodes: [{ node, blocker }] });
      } else if (known.nodes.at(-1)?.node !== node) {
        known.nodes.push({ node, blocker });
      }
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.nodes.length - a.nodes.length ||
      blockerKey(a.nodes[0].blocker).localeCompare(
        blockerKey(b.nodes[0].blocker),
        'en',
      ),
  );
}
