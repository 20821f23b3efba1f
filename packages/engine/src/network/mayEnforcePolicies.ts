import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';

/** DaemonSets of network plugins that enforce NetworkPolicies. */
const ENFORCERS =
  /^(?:calico-node|canal|rke2-canal|cilium|anetd|antrea-agent|weave-net|kube-router|ovnkube-node|kube-ovn-cni|azure-npm|kube-network-policies)$/;

/** DaemonSets of network plugins that do not. */
const BYSTANDERS = /^(?:kube-flannel(?:-ds.*)?|flannel)$/;

const answers = new WeakMap<ClusterSnapshot, boolean>();

/**
 * Whether NetworkPolicies may have an effect: they are mere objects unless a network plugin enforces them. Only a plugin that is known not to rules it out; most
 * managed clusters do not show theirs. False as well while DaemonSets were not all read.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
 */
export function mayEnforcePolicies(snapshot: ClusterSnapshot): boolean {
  const known = answers.get(snapshot);
  if (known !== undefined) return known;
  const names = snapshot.all('DaemonSet').map(each => each.metadata.name);
  const answer =
    snapshot.readState('DaemonSet') === 'complete' &&
    (names.some(each => ENFORCERS.test(each)) ||
      !names.some(each => BYSTANDERS.test(each)));
  answers.set(snapshot, answer);
  return answer;
}

/** Whether a plugin that is known to enforce NetworkPolicies runs here: then what they refuse is cut off, and nobody needs to have complained. */
export function enforcesPolicies(snapshot: ClusterSnapshot): boolean {
  return snapshot
    .all('DaemonSet')
    .some(
      ({ metadata, status }) =>
        ENFORCERS.test(metadata.name) && (status?.numberReady ?? 0) > 0,
    );
}
