import type { ServicePort } from 'kubernetes-types/core/v1';
import { Evidence, LogEvidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { judgeConnection } from '../../network/judgeConnection';
import { mayEnforcePolicies } from '../../network/mayEnforcePolicies';
import { mayHaveOtherPolicies } from '../../network/mayHaveOtherPolicies';
import { podPortNumber } from '../../network/podPorts';
import { Direction } from '../../network/policyRules';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { complaintsAbout, isHurt } from '../references/consumerTrouble';
import {
  ServiceReference,
  serviceReferences,
} from '../references/serviceReferences';
import { containersOf, lastEnd } from '../shared/containers';
import { failingSince, isReady, notReadySince } from '../shared/pods';
import { servicePort } from '../shared/servicePort';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import {
  POLICY_SILENCE,
  POLICY_SOURCES,
  namesOf,
  ruleFields,
} from './policyWords';

type Pod = KnownKinds['Pod'];
type Service = KnownKinds['Service'];

export const blockedDependencies: Detector = {
  id: 'netpol.blocks-dependency',
  title: 'Network policies keep the pods from a Service that they use',
  tier: 'risk',
  kinds: ['NetworkPolicy', 'Pod', 'Service', 'Namespace', 'DaemonSet'],
  concludesFrom: ['ConfigMap', 'CustomResourceDefinition'],
  documentation: {
    speaks:
      'The configuration of a workload names a Service, and network policies let it connect to none of the Service’s pods. A problem where its log tells that connections to the Service time out or are refused, or where a container fails whose log was not captured, while the Service’s pods are ready.',
    silent: POLICY_SILENCE,
    sources: POLICY_SOURCES,
  },

  *detect(context) {
    if (!mayEnforcePolicies(context.snapshot)) return;
    yield* groupSightings(sightings(context));
  },
};

interface Refusal {
  providers: readonly Pod[];
  direction: Direction;
  by: readonly KnownKinds['NetworkPolicy'][];
  port: number;
}

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  if (snapshot.all('NetworkPolicy').length === 0) return;
  const isUncertain = mayHaveOtherPolicies(snapshot);
  for (const reference of serviceReferences(context)) {
    const { pod, container, namespace, name, host } = reference;
    const service = snapshot.get('Service', namespace, name);
    const refusal = service && refusalOf(reference, service, context);
    if (!refusal) continue;
    const symptoms = symptomsOf(reference, refusal.providers, snapshot);
    if (isUncertain && !symptoms) continue;
    const { port, by, direction, providers } = refusal;
    const subject = graph.topOwner(pod);
    const provider = graph.topOwner(providers[0]);
    yield {
      subject,
      key: `${nameOf(provider)}:${port}`,
      tier: symptoms ? ('problem' as const) : ('risk' as const),
      severity: symptoms ? ('high' as const) : ('medium' as const),
      message: `Container ${container} of ${nameOf(subject)} connects to ${host}, but ${namesOf(by)} ${by.length === 1 ? 'allows' : 'allow'} no ${direction} for port ${port} of ${nameOf(provider)}`,
      evidence: [
        ...ruleFields(by, direction),
        field(reference.setting.object, reference.setting.path, host),
        field(service, 'spec.ports', service.spec?.ports),
        ...(symptoms ?? []),
      ],
      affected: affectedPod(pod, {
        container,
        ...(symptoms && isHurt(reference, context)
          ? { since: failingSince(pod, container, context, notReadySince(pod)) }
          : {}),
      }),
    };
  }
}

/** What keeps a pod from every pod behind a Service; undefined when one may be reached, or when that cannot be told. */
function refusalOf(
  { pod, port: wanted, scheme, ofPod }: ServiceReference,
  service: Service,
  { snapshot, graph }: DetectionContext,
): Refusal | undefined {
  const { type, clusterIP, clusterIPs = [] } = service.spec ?? {};
  if (type === 'ExternalName') return undefined;
  const target = portMeant(service, wanted, scheme);
  const isDirect = ofPod || clusterIP === 'None';
  const protocol = target?.protocol ?? 'TCP';
  const providers = graph
    .podsSelectedBy(service)
    .filter(each => each !== pod && !each.metadata.deletionTimestamp);
  const refusals: Refusal[] = [];
  for (const to of providers) {
    const port =
      isDirect && wanted !== undefined
        ? wanted
        : target &&
          podPortNumber(to, target.targetPort ?? target.port, protocol);
    if (port === undefined) return undefined;
    const via = isDirect
      ? []
      : [...clusterIPs, ...(clusterIP ? [clusterIP] : [])];
    const verdict = judgeConnection(
      { from: pod, to, port, protocol, via },
      snapshot,
    );
    if (verdict.answer !== 'refused') return undefined;
    refusals.push({ ...verdict, port, providers });
  }
  return refusals[0];
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);

function portMeant(
  service: Service,
  wanted: number | undefined,
  scheme: string | undefined,
): ServicePort | undefined {
  const number = wanted ?? DEFAULT_PORTS.get(scheme ?? '');
  const ports = service.spec?.ports ?? [];
  return (
    servicePort(service, { number }) ??
    (wanted === undefined && ports.length === 1 ? ports[0] : undefined)
  );
}

const NOT_REACHED =
  /tim(?:ed?|ing) ?-?out|timeout|refused|unreachable|no route to host|deadline exceeded/i;

/** What shows that the connection fails; undefined when nothing does, or when the Service has no pod that could answer. */
function symptomsOf(
  reference: ServiceReference,
  providers: readonly Pod[],
  snapshot: ClusterSnapshot,
): Evidence[] | undefined {
  if (!providers.some(isReady)) return undefined;
  const context = { snapshot };
  const told = complaintsAbout(reference, context).filter(
    (each): each is LogEvidence =>
      each.type === 'log' && each.lines.some(line => NOT_REACHED.test(line)),
  );
  if (told.length > 0) return told;
  const { pod, container } = reference;
  const { namespace, name } = pod.metadata;
  const isToldOtherwise =
    snapshot.logs(namespace, name, container) !== undefined;
  if (isToldOtherwise || !isHurt(reference, context)) return undefined;
  return endedByItself(reference);
}

/** A container that was killed, or never ran, does not fail for want of a connection. */
function endedByItself({
  pod,
  container: name,
}: ServiceReference): Evidence[] | undefined {
  const container = containersOf(pod).find(each => each.name === name);
  if (!container) return undefined;
  const { status, statusPath } = container;
  const last = lastEnd(container);
  if (last && last.end.exitCode !== 0)
    return last.end.exitCode < 128 && last.end.reason !== 'OOMKilled'
      ? [
          field(pod, `${last.path}.exitCode`, last.end.exitCode),
          unreadLog(pod, name),
        ]
      : undefined;
  return status.state?.running && status.ready === false
    ? [field(pod, `${statusPath}.ready`, status.ready), unreadLog(pod, name)]
    : undefined;
}

function unreadLog(pod: Pod, container: string): Evidence {
  return {
    type: 'unread',
    object: referenceTo(pod),
    reason: `log of container ${container}: not captured`,
  };
}
