import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../snapshot/objects';
import { matchesSelector } from '../graph/labels';
import { Blocker } from './blockers';
import { matchesNodeSelector } from './nodeSelection';
import { tolerates } from './tolerations';
import { TopologyIndex, selectorOf } from './TopologyIndex';

type Pod = KnownKinds['Pod'];
type Node = KnownKinds['Node'];

/** Blockers of one pod on any node; made once for a pod, asked for each node. */
export type NodeFilter = (node: Node) => Blocker[];

/** Required affinity and anti-affinity between pods, in both directions. */
export function podAffinityFilter(
  pod: Pod,
  topology: TopologyIndex,
): NodeFilter {
  const { podAffinity, podAntiAffinity } = pod.spec?.affinity ?? {};
  const wanted =
    podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const unwanted =
    podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  // The first pod of a group that wants to be near its own kind may go anywhere.
  const isFirst =
    wanted.every(term => topology.countsOf(term, pod).size === 0) &&
    wanted.every(term => topology.matchesItself(term, pod));
  const repelling = topology.repelling().filter(term => term.repels(pod));

  return node => {
    const labels = node.metadata.labels ?? {};
    const blockers: Blocker[] = [];
    for (const term of wanted) {
      const domain = labels[term.topologyKey];
      const near =
        domain !== undefined &&
        (isFirst || (topology.countsOf(term, pod).get(domain) ?? 0) > 0);
      if (!near)
        blockers.push({ kind: 'podAffinity', detail: term.topologyKey });
    }
    for (const term of unwanted) {
      const domain = labels[term.topologyKey];
      if (domain !== undefined && topology.countsOf(term, pod).get(domain))
        blockers.push({ kind: 'podAntiAffinity', detail: term.topologyKey });
    }
    for (const { topologyKey, domains } of repelling) {
      const domain = labels[topologyKey];
      if (domain !== undefined && domains.has(domain))
        blockers.push({ kind: 'podAntiAffinity', detail: topologyKey });
    }
    return blockers;
  };
}

/**
 * Topology spread constraints that forbid scheduling.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function topologySpreadFilter(
  pod: Pod,
  nodes: readonly Node[],
  topology: TopologyIndex,
): NodeFilter {
  const constraints = (pod.spec?.topologySpreadConstraints ?? []).filter(
    each => each.whenUnsatisfiable === 'DoNotSchedule',
  );
  const labelled = nodes.filter(node =>
    constraints.every(
      each => node.metadata.labels?.[each.topologyKey] !== undefined,
    ),
  );
  const checks = constraints.map(constraint =>
    spreadCheck(constraint, pod, labelled, topology),
  );
  return node => checks.flatMap(check => check(node));
}

function spreadCheck(
  constraint: TopologySpreadConstraint,
  pod: Pod,
  labelled: readonly Node[],
  topology: TopologyIndex,
): NodeFilter {
  const { topologyKey, maxSkew, minDomains = 1 } = constraint;
  const selector = selectorOf(constraint, pod.metadata.labels);
  const counts = topology.counts(
    [pod.metadata.namespace ?? ''],
    selector,
    topologyKey,
  );
  const domains = new Set(
    labelled
      .filter(node => isEligible(constraint, pod, node))
      .map(node => node.metadata.labels?.[topologyKey] ?? ''),
  );
  const least =
    domains.size < minDomains || domains.size === 0
      ? 0
      : Math.min(...[...domains].map(domain => counts.get(domain) ?? 0));
  const own = matchesSelector(selector, pod.metadata.labels) ? 1 : 0;
  const blocker: Blocker = { kind: 'spread', detail: topologyKey };

  return node => {
    const domain = node.metadata.labels?.[topologyKey];
    if (domain === undefined) return [blocker];
    return (counts.get(domain) ?? 0) + own - least > maxSkew ? [blocker] : [];
  };
}

/** Which nodes count as domains: those the pod's own selector admits, and, only if so asked, those whose taints it tolerates. */
function isEligible(
  { nodeAffinityPolicy, nodeTaintsPolicy }: TopologySpreadConstraint,
  pod: Pod,
  node: Node,
) {
  if (nodeAffinityPolicy !== 'Ignore' && !admitsNode(pod, node)) return false;
  return (
    nodeTaintsPolicy !== 'Honor' ||
    (node.spec?.taints ?? []).every(
      taint =>
        taint.effect === 'PreferNoSchedule' ||
        tolerates(pod.spec?.tolerations, taint),
    )
  );
}

function admitsNode(pod: Pod, node: Node) {
  return (
    carriesSelector(pod, node) &&
    matchesNodeSelector(
      pod.spec?.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution,
      node,
    )
  );
}

/** Whether a node carries every pair of the pod's node selector. */
export function carriesSelector(pod: Pod, node: Node): boolean {
  return Object.entries(pod.spec?.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
}
