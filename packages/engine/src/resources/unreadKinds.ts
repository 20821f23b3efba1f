import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { UnreadKind } from './ClusterResources';

/** Whether objects of a kind can be counted, all of them or those that were read. */
export function isRead(
  snapshot: ClusterSnapshot,
  kind: string,
  namespace?: string,
): boolean {
  const state = snapshot.readState(kind, namespace);
  return state === 'complete' || state === 'partial';
}

/** Those of the kinds of which not every object was read. */
export function unreadKinds(
  snapshot: ClusterSnapshot,
  kinds: readonly string[],
  namespace?: string,
): UnreadKind[] {
  return kinds.flatMap(kind => {
    const state = snapshot.readState(kind, namespace);
    return state === 'complete' ? [] : [{ kind, state }];
  });
}
