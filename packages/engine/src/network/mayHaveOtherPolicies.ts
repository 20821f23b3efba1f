import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';

/** Definitions of policies that no snapshot holds. */
const UNREAD_KINDS: readonly string[] = [
  'adminnetworkpolicies.policy.networking.k8s.io',
  'baselineadminnetworkpolicies.policy.networking.k8s.io',
  'clusternetworkpolicies.policy.networking.k8s.io',
  'globalnetworkpolicies.crd.projectcalico.org',
  'clusternetworkpolicies.crd.antrea.io',
];

const READ_KINDS: readonly string[] = [
  'CiliumNetworkPolicy.cilium.io',
  'CiliumClusterwideNetworkPolicy.cilium.io',
];

const answers = new WeakMap<ClusterSnapshot, boolean>();

/**
 * Whether policies of other kinds may have a say: those of network plugins and of cluster administrators can allow what every NetworkPolicy refuses, and isolate
 * pods that none selects. True as well where it cannot be told, as without the definitions of custom kinds.
 */
export function mayHaveOtherPolicies(snapshot: ClusterSnapshot): boolean {
  const known = answers.get(snapshot);
  if (known !== undefined) return known;
  const answer =
    snapshot.readState('CustomResourceDefinition') !== 'complete' ||
    UNREAD_KINDS.some(name =>
      snapshot.get('CustomResourceDefinition', undefined, name),
    ) ||
    READ_KINDS.some(
      kind =>
        snapshot.all(kind).length > 0 ||
        !['complete', 'notServed'].includes(snapshot.readState(kind)),
    );
  answers.set(snapshot, answer);
  return answer;
}
