import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1';
import { KnownKinds } from '../snapshot/objects';

type NetworkPolicy = KnownKinds['NetworkPolicy'];

/** Seen from the pods that a policy selects. */
export type Direction = 'ingress' | 'egress';

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** One rule of a policy: connections with any of the peers on any of the ports are allowed. */
export interface PolicyRule {
  /** Empty means everybody, also outside of the cluster. */
  peers: readonly NetworkPolicyPeer[];
  /** Empty means every port. */
  ports: readonly NetworkPolicyPort[];
  /** Where the rule stands in the policy. */
  path: string;
  /** Where its peers stand. */
  peersPath: string;
}

/**
 * The directions that a policy isolates its pods in. Where it does not say, it is ingress, and egress if it has rules for it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function directionsOf({ spec }: NetworkPolicy): readonly Direction[] {
  const types = spec?.policyTypes;
  if (Array.isArray(types) && types.length > 0)
    return DIRECTIONS.filter(each =>
      types.some(type => String(type).toLowerCase() === each),
    );
  return (spec?.egress ?? []).length > 0 ? DIRECTIONS : ['ingress'];
}

/** What a policy allows in one direction; no rule allows nothing. */
export function rulesOf(
  policy: NetworkPolicy,
  direction: Direction,
): PolicyRule[] {
  if (!directionsOf(policy).includes(direction)) return [];
  const { ingress, egress } = policy.spec ?? {};
  return direction === 'ingress'
    ? (ingress ?? []).map((rule, index) => ({
        peers: rule?.from ?? [],
        ports: rule?.ports ?? [],
        path: `spec.ingress[${index}]`,
        peersPath: `spec.ingress[${index}].from`,
      }))
    : (egress ?? []).map((rule, index) => ({
        peers: rule?.to ?? [],
        ports: rule?.ports ?? [],
        path: `spec.egress[${index}]`,
        peersPath: `spec.egress[${index}].to`,
      }));
}
