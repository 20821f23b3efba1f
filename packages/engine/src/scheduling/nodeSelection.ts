import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
} from 'kubernetes-types/core/v1';
import { KnownKinds } from '../snapshot/objects';
import { satisfiesRequirement } from '../graph/labels';

type Node = KnownKinds['Node'];

/**
 * Whether a node satisfies a node selector: its terms are alternatives, the requirements of a term hold together. An empty term matches nothing.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export function matchesNodeSelector(
  selector: NodeSelector | undefined,
  node: Node,
): boolean {
  if (!selector) return true;
  return (selector.nodeSelectorTerms ?? []).some(term =>
    matchesTerm(term, node),
  );
}

function matchesTerm(term: NodeSelectorTerm, node: Node) {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    matchExpressions.every(each =>
      satisfies(each, node.metadata.labels?.[each.key]),
    ) &&
    matchFields.every(
      each =>
        each.key === 'metadata.name' && satisfies(each, node.metadata.name),
    )
  );
}

function satisfies(
  requirement: NodeSelectorRequirement,
  value: string | undefined,
) {
  const [bound] = requirement.values ?? [];
  switch (requirement.operator) {
    case 'Gt':
      return isInteger(value) && Number(value) > Number(bound);
    case 'Lt':
      return isInteger(value) && Number(value) < Number(bound);
    default:
      return satisfiesRequirement(requirement, value);
  }
}

function isInteger(value: string | undefined) {
  return value !== undefined && /^[+-]?\d+$/.test(value);
}

/** The only node that each term of a selector names, as for the pods of a DaemonSet; undefined when it does not name nodes. */
export function namedNodes(
  selector: NodeSelector | undefined,
): readonly string[] | undefined {
  const terms = selector?.nodeSelectorTerms ?? [];
  const names = terms.map(
    term =>
      term.matchFields?.find(
        each => each.key === 'metadata.name' && each.operator === 'In',
      )?.values,
  );
  return names.length > 0 && names.every(Boolean)
    ? names.flatMap(each => each ?? [])
    : undefined;
}

/** A selector in words: `gpu in (a100, h100) and zone exists; or …`. */
export function formatNodeSelector(selector: NodeSelector): string {
  return (selector.nodeSelectorTerms ?? [])
    .map(({ matchExpressions = [], matchFields = [] }) =>
      [...matchExpressions, ...matchFields]
        .map(
          ({ key, operator, values }) =>
            `${key} ${operator}${values?.length ? ` (${values.join(', ')})` : ''}`,
        )
        .join(' and '),
    )
    .join('; or ');
}
