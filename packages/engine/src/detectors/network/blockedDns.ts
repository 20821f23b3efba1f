import { Evidence, Severity } from '../../findings/Finding';
import { field, logEvidence } from '../../findings/evidence';
import { judgeConnection } from '../../network/judgeConnection';
import { mayEnforcePolicies } from '../../network/mayEnforcePolicies';
import { mayHaveOtherPolicies } from '../../network/mayHaveOtherPolicies';
import { NetworkPolicies } from '../../network/NetworkPolicies';
import { podPortNumber } from '../../network/podPorts';
import { dependencySignatures } from '../../signatures/dependencySignatures';
import { matchSignatures } from '../../signatures';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { clusterDnsService, usesClusterDns } from '../shared/clusterDns';
import { declaredContainers } from '../shared/containers';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import {
  POLICY_SILENCE,
  POLICY_SOURCES,
  namesOf,
  ruleFields,
} from './policyWords';

type Pod = KnownKinds['Pod'];
type Service = KnownKinds['Service'];

export const blockedDns: Detector = {
  id: 'netpol.blocks-dns',
  title: 'Network policies keep the pods from cluster DNS',
  tier: 'risk',
  kinds: ['NetworkPolicy', 'Pod', 'Service', 'Namespace', 'DaemonSet'],
  concludesFrom: ['CustomResourceDefinition'],
  documentation: {
    speaks:
      'Network policies isolate the pods of a workload and none lets them ask any pod of cluster DNS, by UDP or by TCP. A problem where a log of the workload tells that names are not resolved.',
    silent: `${POLICY_SILENCE} Silent for pods that ask other servers, and where a DNS cache runs on the nodes.`,
    sources: [
      ...POLICY_SOURCES,
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const service = clusterDnsService(snapshot);
    if (!service || !mayEnforcePolicies(snapshot)) return;
    const servers = graph
      .podsSelectedBy(service)
      .filter(pod => !pod.metadata.deletionTimestamp);
    if (servers.length === 0) return;
    const isUncertain = mayHaveOtherPolicies(snapshot) || hasCache(snapshot);
    yield* groupSightings(sightings(service, servers, isUncertain, context));
  },
};

function* sightings(
  service: Service,
  servers: readonly Pod[],
  isUncertain: boolean,
  context: DetectionContext,
) {
  const { snapshot, graph } = context;
  const known = new Map<string, ReturnType<typeof refusalsOf>>();
  for (const pod of activePods(context)) {
    if (!usesClusterDns(pod) || pod.spec?.hostNetwork) continue;
    // A policy sees nothing of a pod but its namespace and labels.
    const { namespace, labels } = pod.metadata;
    const key = JSON.stringify([namespace, labels]);
    const refused =
      known.get(key) ?? refusalsOf(pod, servers, service, snapshot);
    known.set(key, refused);
    const [first] = refused;
    if (!first) continue;
    const complaints = complaintsOf(pod, snapshot);
    if (isUncertain && complaints.length === 0) continue;
    const onlyTcp = first.protocol === 'TCP';
    const isProblem = complaints.length > 0 && !onlyTcp;
    const subject = graph.topOwner(pod);
    const asked = `${service.metadata.namespace}/${service.metadata.name}`;
    yield {
      subject,
      ...(onlyTcp ? { key: 'TCP' } : {}),
      tier: isProblem ? ('problem' as const) : ('risk' as const),
      severity: severityOf(isProblem, onlyTcp),
      message: onlyTcp
        ? `${nameOf(subject)} may ask ${asked} by UDP but not by TCP, which long answers need: ${namesOf(first.by)} allows no ${first.direction} for it`
        : `${nameOf(subject)} may not ask ${asked} for names: ${namesOf(first.by)} allows no ${first.direction} for ${refused.map(each => each.protocol).join(' or ')} port 53`,
      evidence: [
        ...ruleFields(first.by, first.direction),
        field(service, 'spec.ports', service.spec?.ports),
        ...complaints,
      ],
      affected: affectedPod(pod),
    };
  }
}

function severityOf(isProblem: boolean, onlyTcp: boolean): Severity {
  if (onlyTcp) return 'low';
  return isProblem ? 'high' : 'medium';
}

function refusalsOf(
  pod: Pod,
  servers: readonly Pod[],
  service: Service,
  snapshot: ClusterSnapshot,
) {
  return ['UDP', 'TCP'].flatMap(protocol => {
    const by = refusers(pod, servers, service, protocol, snapshot);
    return by ? [{ ...by, protocol }] : [];
  });
}

/** The policies that keep a pod from every server; undefined when one answers, or when that cannot be told. */
function refusers(
  pod: Pod,
  servers: readonly Pod[],
  service: Service,
  protocol: string,
  snapshot: ClusterSnapshot,
) {
  const port = (service.spec?.ports ?? []).find(
    each => each.port === 53 && (each.protocol ?? 'TCP') === protocol,
  );
  if (!port || !isIsolated(pod, servers, snapshot)) return undefined;
  const { clusterIP, clusterIPs = [] } = service.spec ?? {};
  const via = clusterIP ? [clusterIP, ...clusterIPs] : clusterIPs;
  const verdicts = servers.map(to => {
    const number = podPortNumber(to, port.targetPort ?? port.port, protocol);
    return number === undefined
      ? { answer: 'unknown' as const }
      : judgeConnection(
          { from: pod, to, port: number, protocol, via },
          snapshot,
        );
  });
  const [first] = verdicts;
  return first?.answer === 'refused' &&
    verdicts.every(each => each.answer === 'refused')
    ? first
    : undefined;
}

/** Spares the judgement of what most pods are: free to talk to everybody. */
function isIsolated(
  pod: Pod,
  servers: readonly Pod[],
  snapshot: ClusterSnapshot,
) {
  const policies = NetworkPolicies.of(snapshot);
  return (
    policies.isolating(pod, 'egress').length > 0 ||
    servers.every(each => policies.isolating(each, 'ingress').length > 0)
  );
}

/** Pods then ask an address of their node, and what policies say of it differs between plugins. */
function hasCache(snapshot: ClusterSnapshot) {
  return snapshot
    .inNamespace('DaemonSet', 'kube-system')
    .some(({ metadata }) => /^node-?local-?dns/.test(metadata.name));
}

const DNS_FAILURE = dependencySignatures.filter(
  each => each.id === 'log.dns-failure',
);

function complaintsOf(pod: Pod, snapshot: ClusterSnapshot): Evidence[] {
  const { namespace, name } = pod.metadata;
  for (const { container } of declaredContainers(pod)) {
    const lines = snapshot.logs(namespace, name, container.name) ?? [];
    const told = matchSignatures(lines, DNS_FAILURE).map(each => each.line);
    if (told.length > 0) return [logEvidence(pod, container.name, told, 3)];
  }
  return [];
}
