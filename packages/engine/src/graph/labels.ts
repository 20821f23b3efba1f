import type { LabelSelector } from 'kubernetes-types/meta/v1';

export type Labels = Readonly<Record<string, string>>;

/** Whether labels carry every pair of an equality selector. An empty selector matches nothing, as for a Service. */
export function matchesLabels(
  selector: Labels,
  labels: Labels | undefined,
): boolean {
  const keys = Object.keys(selector);
  return keys.length > 0 && carriesAll(keys, selector, labels);
}

/**
 * Whether labels satisfy a LabelSelector. An empty selector matches everything, a missing one nothing.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Labels | undefined,
): boolean {
  if (!selector) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    (!matchLabels ||
      carriesAll(Object.keys(matchLabels), matchLabels, labels)) &&
    (!matchExpressions ||
      matchExpressions.every(each =>
        satisfiesRequirement(each, labels?.[each.key]),
      ))
  );
}

function carriesAll(
  keys: readonly string[],
  pairs: Labels,
  labels: Labels | undefined,
) {
  for (const key of keys) if (labels?.[key] !== pairs[key]) return false;
  return true;
}

/** Whether two objects carry the same labels. */
export function areSameLabels(some: Labels, others: Labels): boolean {
  for (const key in some) if (some[key] !== others[key]) return false;
  for (const key in others) if (!Object.hasOwn(some, key)) return false;
  return true;
}

/** Whether a LabelSelector asks for nothing and so matches everything. */
export function isEmptySelector({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** Whether a label's value, undefined when the label is absent, satisfies one requirement of a set-based selector. An unknown operator is never satisfied. */
export function satisfiesRequirement(
  { operator, values = [] }: { operator: string; values?: string[] },
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** A selector as kubectl's `-l` takes it: `app=cart,tier=web`. */
export function formatSelector(selector: Labels): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
