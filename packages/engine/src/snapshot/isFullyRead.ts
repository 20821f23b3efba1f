import { ClusterSnapshot } from './ClusterSnapshot';
import { resourceOfKind } from './resources';

/**
 * Whether every object of a kind is known, in one namespace if given: all were read, or the kind belongs to an add-on that is not installed, so that there are none.
 */
export function isFullyRead(
  snapshot: ClusterSnapshot,
  kind: string,
  namespace?: string,
): boolean {
  const state = snapshot.readState(kind, namespace);
  return (
    state === 'complete' ||
    (state === 'notServed' && resourceOfKind(kind)?.optional !== undefined)
  );
}
