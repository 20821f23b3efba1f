import { isLost, ListOutcome } from './listObjects';

export interface NamespaceOutcome {
  namespace: string;
  outcome: ListOutcome;
}

/**
 * One outcome for a kind that was listed namespace by namespace.
 *
 * Namespaces that were read completely are named; the others are thereby known not to have been. When none was, the first failure that the cluster itself told speaks for all.
 */
export function combineNamespaces(
  parts: readonly NamespaceOutcome[],
): ListOutcome & { namespaces: readonly string[] } {
  const objects = parts.flatMap(each => each.outcome.objects);
  const complete = parts.filter(each => each.outcome.state === 'complete');
  const others = parts.filter(each => each.outcome.state !== 'complete');
  const namespaces = complete.map(each => each.namespace);
  if (complete.length === 0 && others.length > 0) {
    const told = others.find(each => !isLost(each.outcome)) ?? others[0];
    return { ...told.outcome, objects, namespaces };
  }
  const message = others
    .map(({ namespace, outcome }) => `${namespace}: ${outcome.message}`)
    .join('; ');
  return {
    state: 'complete',
    objects,
    namespaces,
    ...(message ? { message } : {}),
  };
}
