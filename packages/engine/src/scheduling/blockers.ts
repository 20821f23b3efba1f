/**
 * What keeps a pod off a node. The names follow the scheduler's filters, except that taints are told apart by what they stand for: reserved, cordoned, unhealthy.
 */
export type BlockerKind =
  | 'cordon'
  | 'taint'
  | 'unhealthy'
  | 'selector'
  | 'affinity'
  | 'hostPort'
  | 'resource'
  | 'podCount'
  | 'volume'
  | 'claimInUse'
  | 'spread'
  | 'podAffinity'
  | 'podAntiAffinity';

export interface Blocker {
  kind: BlockerKind;
  /** The taint's key, the resource's name, the port, the topology key, the claim: what tells blockers of a kind apart. */
  detail: string;
  /** For resources: what the pod asks for, what the node has left and what it has in all. */
  amounts?: { request: number; free: number; allocatable: number };
}

/** Blockers of one kind that concern different resources are different reasons. */
export function blockerKey({ kind, detail }: Blocker): string {
  return kind === 'resource' ? `${kind}:${detail}` : kind;
}
