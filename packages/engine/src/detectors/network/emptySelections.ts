import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { field, referenceTo } from '../../findings/evidence';
import { isEmptySelector } from '../../graph/labels';
import { TEMPLATED_KINDS } from '../../graph/workloads';
import { isInRange, isRangeWithin } from '../../network/addresses';
import { PodSelection } from '../../network/PodSelection';
import { DIRECTIONS, Direction, rulesOf } from '../../network/policyRules';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { nameOf } from '../shared/sightings';
import { POLICY_SOURCES } from './policyWords';

type NetworkPolicy = KnownKinds['NetworkPolicy'];

const GRACE = hours(1);

export const emptySelections = detectorFamily({
  rows: [
    {
      id: 'netpol.selects-nothing',
      title: 'Network policy selects no pod',
      documentation: {
        speaks:
          'A policy that is older than an hour selects pods by labels that no pod of its namespace carries and no workload there would give.',
        silent:
          'An empty selector means every pod of the namespace and is never told.',
      },
    },
    {
      id: 'netpol.peer-matches-nothing',
      title: 'Peer of a network policy matches nothing',
      tier: 'risk',
      documentation: {
        speaks:
          'A rule of a policy that is older than an hour allows a peer by labels that no namespace carries, or that no pod or workload of the namespaces meant carries, and allows nobody else.',
        silent:
          'Silent where another peer of the same rule matches: charts list several on purpose.',
      },
    },
    {
      id: 'netpol.ipblock-matches-nothing',
      title: 'Address block of a network policy holds no pod',
      documentation: {
        speaks:
          'A block lies within the addresses that nodes give to their pods and holds the address of none of them: pods change their addresses whenever they are replaced.',
        silent: 'What lies outside of the cluster cannot be judged.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: ['NetworkPolicy', 'Pod', 'Namespace', ...TEMPLATED_KINDS],
  concludesFrom: ['Node'],
  documentation: { sources: POLICY_SOURCES },

  *read(context) {
    const { snapshot } = context;
    const kinds = ['Namespace', 'Pod', ...TEMPLATED_KINDS];
    if (!kinds.every(kind => snapshot.readState(kind) === 'complete')) return;
    for (const policy of snapshot.all('NetworkPolicy')) {
      const { namespace, creationTimestamp, deletionTimestamp } =
        policy.metadata;
      if (deletionTimestamp || isSystemNamespace(namespace)) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      yield* emptySelector(policy, context);
      for (const direction of DIRECTIONS) {
        yield* emptyPeers(policy, direction, context);
        yield* emptyBlocks(policy, direction, context);
      }
    }
  },
});

function* emptySelector(
  policy: NetworkPolicy,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const selector = policy.spec?.podSelector ?? {};
  const { namespace } = policy.metadata;
  if (isEmptySelector(selector) || exists(namespace, selector, context)) return;
  yield {
    detector: 'netpol.selects-nothing',
    subject: referenceTo(policy),
    severity: 'low',
    message: `${nameOf(referenceTo(policy))} applies to no pod: nothing in namespace ${namespace} carries its labels`,
    evidence: [field(policy, 'spec.podSelector', selector)],
    since: policy.metadata.creationTimestamp,
  };
}

function* emptyPeers(
  policy: NetworkPolicy,
  direction: Direction,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  for (const { peers, peersPath } of rulesOf(policy, direction)) {
    if (peers.length === 0) continue;
    if (!peers.every(each => isEmptyPeer(each ?? {}, policy, context)))
      continue;
    yield {
      detector: 'netpol.peer-matches-nothing',
      subject: referenceTo(policy),
      key: peersPath,
      severity: 'low',
      message: `A rule of ${nameOf(referenceTo(policy))} allows ${direction} ${direction === 'ingress' ? 'from' : 'to'} nobody: no pod carries the labels of its ${peers.length === 1 ? 'peer' : 'peers'}`,
      evidence: [field(policy, peersPath, peers)],
      since: policy.metadata.creationTimestamp,
    };
  }
}

function isEmptyPeer(
  peer: NetworkPolicyPeer,
  { metadata }: NetworkPolicy,
  context: DetectionContext,
) {
  if (peer.ipBlock) return false;
  const homes = PodSelection.of(context).namespacesOf(peer, metadata.namespace);
  const selector = peer.podSelector ?? {};
  if (homes.length === 0) return true;
  // A namespace without pods is one that is waiting for them.
  if (isEmptySelector(selector)) return false;
  return !homes.some(home => exists(home, selector, context));
}

function exists(
  namespace: string | undefined,
  selector: LabelSelector,
  context: DetectionContext,
) {
  const selection = PodSelection.of(context);
  return (
    selection.pods(namespace, selector).length > 0 ||
    selection.isStamped(namespace, selector)
  );
}

function* emptyBlocks(
  policy: NetworkPolicy,
  direction: Direction,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  for (const { peers, peersPath } of rulesOf(policy, direction)) {
    for (const [index, peer] of peers.entries()) {
      const cidr = peer?.ipBlock?.cidr;
      if (!cidr || holdsPodOrStranger(cidr, snapshot)) continue;
      yield {
        detector: 'netpol.ipblock-matches-nothing',
        subject: referenceTo(policy),
        key: cidr,
        severity: 'info',
        message: `${nameOf(referenceTo(policy))} allows ${cidr}, where pods get their addresses, and no pod has one of these`,
        evidence: [field(policy, `${peersPath}[${index}].ipBlock.cidr`, cidr)],
      };
    }
  }
}

function holdsPodOrStranger(cidr: string, snapshot: ClusterSnapshot) {
  const isForPods = podRanges(snapshot).some(each => isRangeWithin(cidr, each));
  return (
    !isForPods || podAddresses(snapshot).some(each => isInRange(each, cidr))
  );
}

function podRanges(snapshot: ClusterSnapshot): string[] {
  return snapshot
    .all('Node')
    .flatMap(({ spec }) => spec?.podCIDRs ?? spec?.podCIDR ?? []);
}

const addresses = new WeakMap<ClusterSnapshot, readonly string[]>();

function podAddresses(snapshot: ClusterSnapshot): readonly string[] {
  const known = addresses.get(snapshot);
  if (known) return known;
  const found = snapshot
    .all('Pod')
    .flatMap(({ status }) => [
      ...(status?.podIP ? [status.podIP] : []),
      ...(status?.podIPs ?? []).flatMap(({ ip }) => ip ?? []),
    ]);
  addresses.set(snapshot, found);
  return found;
}
