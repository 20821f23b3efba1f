import type { LabelSelector } from 'kubernetes-types/meta/v1';

export type Labels = Readonly<Record<string, string>>;

/** Whether labels carry every pair of an equality selector. An empty selector matches nothing, as for a Service. */
export function matchesLabels(
  selector: Labels,
  labels: Labels | undefined,
): boolean {
  const pairs = Object.entries(selector);
  return (
    pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value)
  );
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
  const pairs = Object.entries(selector.matchLabels ?? {});
  return (
    pairs.every(([key, value]) => labels?.[key] === value) &&
    (selector.matchExpressions ?? []).every(each =>
      satisfiesRequirement(each, labels?.[each.key]),
    )
  );
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
