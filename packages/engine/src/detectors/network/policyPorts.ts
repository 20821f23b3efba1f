import type { NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import { field, referenceTo } from '../../findings/evidence';
import { mayEnforcePolicies } from '../../network/mayEnforcePolicies';
import { PodSelection } from '../../network/PodSelection';
import { podPortNumber, podPorts } from '../../network/podPorts';
import {
  DIRECTIONS,
  Direction,
  PolicyRule,
  rulesOf,
} from '../../network/policyRules';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';
import { POLICY_SOURCES } from './policyWords';

type NetworkPolicy = KnownKinds['NetworkPolicy'];
type Pod = KnownKinds['Pod'];

/** Enough to see what pods of a selection declare; peers may be whole namespaces. */
const MOST_PODS = 200;

export const policyPorts = detectorFamily({
  rows: [
    {
      id: 'netpol.uses-service-port',
      title: 'Network policy names the port of a Service, not of the pods',
      documentation: {
        speaks:
          'A rule allows a port that a Service in front of the pods has, that none of the pods declares, and that the Service forwards to another number: policies see the port of the pod, so the rule allows nothing.',
        silent:
          'Silent where pods declare no ports, for ranges, and where the rule allows the pods’ own port as well.',
      },
    },
    {
      id: 'netpol.named-port-unknown',
      title: 'Network policy names a port that no pod has',
      documentation: {
        speaks:
          'A rule allows a port by a name that none of the pods on the receiving side declares: the selected pods for ingress, the peers for egress.',
        silent: 'Silent while no pod is on that side.',
      },
    },
  ],
  tier: 'risk',
  kinds: ['NetworkPolicy', 'Pod', 'Service', 'Namespace', 'DaemonSet'],
  documentation: { sources: POLICY_SOURCES },

  read(context) {
    const { snapshot } = context;
    const collected = new DraftCollector();
    const isComplete = snapshot.readState('Pod') === 'complete';
    if (!isComplete || !mayEnforcePolicies(snapshot)) return [];
    for (const policy of snapshot.all('NetworkPolicy')) {
      if (policy.metadata.deletionTimestamp) continue;
      for (const direction of DIRECTIONS)
        for (const rule of rulesOf(policy, direction))
          for (const draft of faultsOf(policy, direction, rule, context))
            collected.add(draft);
    }
    return collected.drafts();
  },
});

function* faultsOf(
  policy: NetworkPolicy,
  direction: Direction,
  rule: PolicyRule,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  if (!rule.ports.some(each => each?.port !== undefined)) return;
  const receivers = receiversOf(policy, direction, rule, context);
  if (receivers.length === 0) return;
  for (const [index, port] of rule.ports.entries()) {
    const draft =
      typeof port?.port === 'string'
        ? unknownName(port, receivers)
        : servicePortUsed(port ?? {}, rule, receivers, context);
    if (!draft) continue;
    const path = `${rule.path}.ports[${index}]`;
    yield {
      ...draft,
      subject: referenceTo(policy),
      severity: 'medium',
      key: String(port.port),
      message: `${nameOf(referenceTo(policy))} allows ${direction} ${draft.message}`,
      evidence: [field(policy, path, port), ...draft.evidence],
    };
  }
}

/** Pods that a rule's connections lead to, as far as it says; none for a rule that allows every peer. */
function receiversOf(
  { metadata, spec }: NetworkPolicy,
  direction: Direction,
  { peers }: PolicyRule,
  context: DetectionContext,
): readonly Pod[] {
  const selection = PodSelection.of(context);
  const { namespace } = metadata;
  if (direction === 'ingress')
    return selection.pods(namespace, spec?.podSelector ?? {});
  const found: Pod[] = [];
  for (const peer of peers) {
    // What lies behind a block of addresses may have any port.
    if (!peer?.podSelector && !peer?.namespaceSelector) return [];
    for (const home of selection.namespacesOf(peer, namespace)) {
      found.push(...selection.pods(home, peer.podSelector ?? {}));
      if (found.length > MOST_PODS) return [];
    }
  }
  return found;
}

type Fault = Pick<FamilyDraft, 'detector' | 'message' | 'evidence'>;

function unknownName(
  { port, protocol = 'TCP' }: NetworkPolicyPort,
  receivers: readonly Pod[],
): Fault | undefined {
  const isKnown = receivers.some(
    pod => podPortNumber(pod, port ?? '', protocol) !== undefined,
  );
  if (isKnown) return undefined;
  return {
    detector: 'netpol.named-port-unknown',
    message: `for ${protocol} port "${port}", which none of the ${receivers.length} pods declares`,
    evidence: [portsField(receivers[0])],
  };
}

function servicePortUsed(
  { port, endPort, protocol = 'TCP' }: NetworkPolicyPort,
  { ports }: PolicyRule,
  receivers: readonly Pod[],
  { graph }: DetectionContext,
): Fault | undefined {
  if (typeof port !== 'number' || endPort !== undefined) return undefined;
  const declared = receivers.map(podPorts);
  if (declared.some(each => each.length === 0)) return undefined;
  if (declared.flat().some(each => each.number === port)) return undefined;
  for (const pod of receivers) {
    for (const service of graph.servicesSelecting(pod)) {
      const index = (service.spec?.ports ?? []).findIndex(
        each => each.port === port && (each.protocol ?? 'TCP') === protocol,
      );
      const meant = service.spec?.ports?.[index];
      const target =
        meant && podPortNumber(pod, meant.targetPort ?? meant.port, protocol);
      if (target === undefined || target === port) continue;
      const isAllowedToo = ports.some(
        each => podPortNumber(pod, each?.port ?? '', protocol) === target,
      );
      if (isAllowedToo) continue;
      return {
        detector: 'netpol.uses-service-port',
        message: `for port ${port}, which is the port of ${nameOf(referenceTo(service))}; its pods listen on ${target}`,
        evidence: [
          field(service, `spec.ports[${index}]`, meant),
          portsField(pod),
        ],
      };
    }
  }
  return undefined;
}

function portsField(pod: Pod) {
  return field(
    pod,
    'spec.containers',
    (pod.spec?.containers ?? []).map(({ name, ports }) => ({
      name,
      ports: ports ?? [],
    })),
  );
}
