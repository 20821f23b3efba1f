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
  return (
    snapshot.readState(kind, namespace) === 'complete' ||
    isNotInstalled(snapshot, kind)
  );
}

/** Whether a kind belongs to an add-on that the cluster lacks, which leaves nothing unsaid. */
export function isNotInstalled(
  snapshot: ClusterSnapshot,
  kind: string,
): boolean {
  return snapshot.readState(kind) === 'notServed' && isOfAddOn(kind);
}

/** Whether a kind is one that only some clusters have. */
export function isOfAddOn(kind: string): boolean {
  return resourceOfKind(kind)?.optional !== undefined;
}
