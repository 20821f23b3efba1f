import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1';
import { isEmptySelector, matchesSelector } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { isInRange } from './addresses';
import { NetworkPolicies } from './NetworkPolicies';
import { podPortNumber } from './podPorts';
import { DIRECTIONS, Direction, PolicyRule, rulesOf } from './policyRules';

type NetworkPolicy = KnownKinds['NetworkPolicy'];
type Pod = KnownKinds['Pod'];

/** A connection that one pod wants to open to another. */
export interface Connection {
  from: Pod;
  to: Pod;
  /** Of the pod that is connected to; a policy never sees the port of a Service. */
  port: number;
  /** `TCP` unless given. */
  protocol?: string;
  /** Addresses that stand for the pod, such as those of a Service. */
  via?: readonly string[];
}

/**
 * Whether policies allow a connection. `unknown` where the network plugin decides, or where policies or namespaces were not read.
 *
 * `by` are the policies that isolate the pod, none of which allows the connection.
 */
export type Verdict =
  | { answer: 'allowed' }
  | { answer: 'refused'; direction: Direction; by: readonly NetworkPolicy[] }
  | { answer: 'unknown' };

type Match = 'yes' | 'no' | 'unknown';

/**
 * Judges a connection by the NetworkPolicies of the snapshot, as a plugin that enforces them would: the sender's egress and the receiver's ingress must both allow it.
 * Policies of other kinds are not looked at, see `mayHaveOtherPolicies`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function judgeConnection(
  connection: Connection,
  snapshot: ClusterSnapshot,
): Verdict {
  if (connection.from === connection.to) return { answer: 'allowed' };
  const verdicts = DIRECTIONS.map(each => judge(each, connection, snapshot));
  return (
    verdicts.find(each => each.answer === 'refused') ??
    verdicts.find(each => each.answer === 'unknown') ?? { answer: 'allowed' }
  );
}

function judge(
  direction: Direction,
  connection: Connection,
  snapshot: ClusterSnapshot,
): Verdict {
  const { from, to } = connection;
  const [isolated, peer] = direction === 'egress' ? [from, to] : [to, from];
  const { namespace } = isolated.metadata;
  const policies = NetworkPolicies.of(snapshot).isolating(isolated, direction);
  // One more policy could allow more, or be the first to isolate.
  if (snapshot.readState('NetworkPolicy', namespace) !== 'complete')
    return { answer: 'unknown' };
  if (policies.length === 0) return { answer: 'allowed' };
  // Plugins take the traffic of such pods for the node's, which policies mostly do not cover.
  if (isolated.spec?.hostNetwork || peer.spec?.hostNetwork)
    return { answer: 'unknown' };

  const matches = policies.flatMap(policy =>
    rulesOf(policy, direction)
      .filter(rule => coversPort(rule, connection))
      .map(rule => peerMatch(rule, policy, peer, connection, snapshot)),
  );
  if (matches.includes('yes')) return { answer: 'allowed' };
  return matches.includes('unknown')
    ? { answer: 'unknown' }
    : { answer: 'refused', direction, by: policies };
}

function coversPort({ ports }: PolicyRule, connection: Connection) {
  return ports.length === 0 || ports.some(each => isMeant(each, connection));
}

/** A name is looked up in the pod that is connected to, in both directions. */
function isMeant(
  { port, endPort, protocol = 'TCP' }: NetworkPolicyPort,
  { to, port: wanted, protocol: wantedProtocol = 'TCP' }: Connection,
) {
  if (protocol !== wantedProtocol) return false;
  if (port === undefined) return true;
  const first = podPortNumber(to, port, protocol);
  if (first === undefined) return false;
  const last = typeof port === 'number' ? (endPort ?? first) : first;
  return first <= wanted && wanted <= last;
}

function peerMatch(
  { peers }: PolicyRule,
  policy: NetworkPolicy,
  pod: Pod,
  connection: Connection,
  snapshot: ClusterSnapshot,
): Match {
  if (peers.length === 0) return 'yes';
  const addresses = [
    ...addressesOf(pod),
    ...(pod === connection.to ? (connection.via ?? []) : []),
  ];
  const { namespace } = policy.metadata;
  const matches = peers.map(each =>
    each?.ipBlock
      ? blockMatch(each.ipBlock, addresses)
      : selectorMatch(each ?? {}, namespace, pod, snapshot),
  );
  if (matches.includes('yes')) return 'yes';
  return matches.includes('unknown') ? 'unknown' : 'no';
}

/** Whether a block covers pods, and whether a Service's address counts, differs between plugins: it is meant for what is outside of the cluster. */
function blockMatch(
  { cidr, except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>,
  addresses: readonly string[],
): Match {
  if (addresses.length === 0) return 'unknown';
  const isCovered = addresses.some(
    address =>
      isInRange(address, cidr ?? '') &&
      !except.some(each => isInRange(address, each)),
  );
  return isCovered ? 'unknown' : 'no';
}

function selectorMatch(
  { podSelector, namespaceSelector }: NetworkPolicyPeer,
  home: string | undefined,
  { metadata }: Pod,
  snapshot: ClusterSnapshot,
): Match {
  if (!podSelector && !namespaceSelector) return 'no';
  if (!matchesSelector(podSelector ?? {}, metadata.labels)) return 'no';
  if (!namespaceSelector) return metadata.namespace === home ? 'yes' : 'no';
  if (isEmptySelector(namespaceSelector)) return 'yes';
  const namespace = snapshot.get('Namespace', undefined, metadata.namespace);
  if (!namespace) return 'unknown';
  return matchesSelector(namespaceSelector, namespace.metadata.labels)
    ? 'yes'
    : 'no';
}

function addressesOf({ status }: Pod): string[] {
  const addresses = [
    status?.podIP,
    ...(status?.podIPs ?? []).map(each => each.ip),
  ];
  return addresses.filter(each => each !== undefined);
}
