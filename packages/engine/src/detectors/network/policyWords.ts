import { Evidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Direction } from '../../network/policyRules';

type NetworkPolicy = KnownKinds['NetworkPolicy'];

const MOST_SHOWN = 3;

/** `NetworkPolicy shop/deny-all`, or `NetworkPolicies shop/a, shop/b`. */
export function namesOf(policies: readonly NetworkPolicy[]): string {
  const names = policies
    .slice(0, MOST_SHOWN)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const more = policies.length - names.length;
  return `${policies.length === 1 ? 'NetworkPolicy' : 'NetworkPolicies'} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The rules of policies for a direction. A policy without any is shown with null. */
export function ruleFields(
  policies: readonly NetworkPolicy[],
  direction: Direction,
): Evidence[] {
  return policies
    .slice(0, MOST_SHOWN)
    .map(each => field(each, `spec.${direction}`, each.spec?.[direction]));
}

/** What every rule that judges policies rests on. */
export const POLICY_SOURCES: readonly string[] = [
  'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
];

/** What keeps every rule that judges connections silent. */
export const POLICY_SILENCE =
  'Policies do nothing unless the network plugin enforces them: silent where only a plugin runs that does not, such as Flannel, and while DaemonSets are unread. Silent as well for pods on the node’s network, for blocks of addresses that hold pods, whose meaning is left to the plugin, and while policies or namespaces are unread. Where policies of other kinds may decide (Cilium, Calico, Antrea, cluster administrators’), only symptoms make it speak.';
