import { ClusterSnapshot } from '@opsagent/engine';

/**
 * Throws for a namespace in which nothing can be checked: silence about it would look like health.
 *
 * A namespace that is known to exist may be empty.
 */
export function assertNamespaces(
  snapshot: ClusterSnapshot,
  namespaces: readonly string[] = [],
): void {
  const unseen = namespaces.filter(each => !isSeen(snapshot, each));
  if (unseen.length === 0) return;
  const named = `${unseen.length === 1 ? 'namespace' : 'namespaces'} ${unseen.join(', ')}`;
  const known = snapshot
    .all('Namespace')
    .map(each => each.metadata.name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  // There is no cluster without namespaces: an empty list comes from a dump that was made without them.
  if (snapshot.readState('Namespace') === 'complete' && known.length > 0) {
    throw new Error(
      `${snapshot.cluster} has no ${named}. It has: ${listOf(known)}`,
    );
  }
  const message = snapshot.readOf('Namespace')?.message;
  throw new Error(
    `Nothing was found to check in ${named}: no object lies there, and whether it exists is unknown, since not all Namespaces were read${message ? ` (${message})` : ''}`,
  );
}

function isSeen(snapshot: ClusterSnapshot, namespace: string) {
  return (
    snapshot.get('Namespace', undefined, namespace) !== undefined ||
    snapshot
      .kinds()
      .some(kind => snapshot.inNamespace(kind, namespace).length > 0)
  );
}

const MOST_NAMES = 20;

function listOf(names: readonly string[]) {
  const more = names.length - MOST_NAMES;
  const first = names.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}
