import { Evidence, FieldEvidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import {
  SCALERS,
  idleWorkloadsBehind,
  mayBeScaledByOthers,
} from '../shared/idleWorkloads';
import { failingSince, notReadySince } from '../shared/pods';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { servicePort } from '../shared/servicePort';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { ingressesWithoutEndpoints } from './ingressesWithoutEndpoints';
import { complaintsAbout, isHurt } from './consumerTrouble';
import { nearbyServices } from './nearbyServices';
import { ServiceReference, serviceReferencesWhere } from './serviceReferences';

type Service = KnownKinds['Service'];

const GRACE = seconds(60);

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);

const CONSUMERS = ['ConfigMap', 'EndpointSlice', 'Ingress', 'Namespace'];

/** Only the host and port of a value become evidence: the rest may be a credential. */
export const brokenReferences = detectorFamily({
  rows: [
    {
      id: 'ref.service-missing',
      title: 'Configuration names a Service that does not exist',
      documentation: {
        speaks:
          'A variable or an argument of a pod names a Service that does not exist: by its full name, with a namespace that exists, or by a single word under a key that asks for an address. A single word is only a risk, unless the consumer is not well, its log tells, or a Service of nearly that name exists.',
      },
    },
    {
      id: 'ref.service-port-unknown',
      title: 'Configuration names a port that the Service does not have',
      documentation: {
        speaks:
          'A variable or an argument of a pod names a Service with a port that is none of the Service’s. For a headless Service the pods’ own ports count too.',
      },
    },
    {
      id: 'ref.backend-no-endpoints',
      title: 'Service that is relied on has no ready endpoints',
      explainedBy: ['ref.service-missing', 'ref.service-port-unknown'],
      concludesFrom: [...CONSUMERS, ...SCALERS],
      documentation: {
        speaks:
          'A Service that a variable or an argument of a pod names, or that an Ingress routes to, has had no ready endpoint for a minute. A risk as long as the consumer is well.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  concludesFrom: CONSUMERS,
  documentation: {
    silent:
      'Silent for names that lead, or may lead, out of the cluster, for host aliases, for features that a variable switches off, for Services of namespaces that were not read, and where something wakes the backend on demand, or may because autoscalers could not be read. Values of Secrets are never read.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },

  *read(context) {
    yield* groupSightings(sightings(context));
    yield* ingressesWithoutEndpoints(context, GRACE);
  },
});

interface Fault {
  detector: string;
  key: string;
  isProblem: boolean;
  message: string;
  evidence: Evidence[];
}

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  const isMeant = (each: ServiceReference) => mayBeBroken(each, context);
  for (const reference of serviceReferencesWhere(isMeant, context)) {
    const { pod, container, name, namespace } = reference;
    if (!olderThan(snapshot, pod.metadata.creationTimestamp, GRACE)) continue;
    const service = snapshot.lookup('Service', namespace, name);
    const fault =
      service.state === 'absent'
        ? missing(reference, context)
        : service.state === 'present' &&
          (unknownPort(reference, service.object, context) ??
            noEndpoints(reference, service.object, context));
    if (!fault) continue;
    const { isProblem, message, evidence, ...rest } = fault;
    const subject = graph.topOwner(pod);
    yield {
      ...rest,
      subject,
      severity: isProblem ? ('high' as const) : ('medium' as const),
      tier: isProblem ? ('problem' as const) : ('risk' as const),
      message: `Container ${container} of ${nameOf(subject)} ${message}`,
      evidence: [settingField(reference), ...evidence],
      affected: affectedPod(pod, {
        container,
        since: hurtSince(reference, context),
      }),
    };
  }
}

/** Whether what the reference names is amiss, whoever makes it. */
function mayBeBroken(
  reference: ServiceReference,
  context: DetectionContext,
): boolean {
  const { namespace, name } = reference;
  const service = context.snapshot.lookup('Service', namespace, name);
  if (service.state !== 'present') return service.state === 'absent';
  return (
    lacksPort(reference, service.object, context) ||
    lacksReadyEndpoints(
      service.object,
      targetOf(reference, service.object),
      GRACE,
      context,
    )
  );
}

function missing(
  reference: ServiceReference,
  context: DetectionContext,
): Fault | undefined {
  const { host, name, namespace, form, pod } = reference;
  const { snapshot } = context;
  const isOwn = namespace === pod.metadata.namespace;
  const home = snapshot.lookup('Namespace', undefined, namespace);
  const hasServices = snapshot.inNamespace('Service', namespace).length > 0;
  // A snapshot of some namespaces only knows nothing of the others.
  const isKnown = hasServices || snapshot.all('Namespace').length > 0;
  if (!isOwn && !isKnown) return undefined;

  const nearby = nearbyServices(reference, snapshot).slice(0, 3);
  const complaints = complaintsAbout(reference, context);
  const isProblem =
    form !== 'bare' ||
    nearby.length > 0 ||
    complaints.length > 0 ||
    isHurt(reference, context);
  const isLostNamespace = !isOwn && !hasServices && home.state === 'absent';
  return {
    detector: 'ref.service-missing',
    key: host,
    isProblem,
    message: `connects to ${host}, but Service ${namespace}/${name} does not exist${isLostNamespace ? `; namespace ${namespace} does not exist either` : hintAt(nearby)}`,
    evidence: [
      absence({ apiVersion: 'v1', kind: 'Service', namespace, name }),
      ...nearby.map(each => field(each, 'metadata.name', each.metadata.name)),
      ...complaints,
    ],
  };
}

function hintAt(nearby: readonly Service[]) {
  const names = nearby.map(each => nameOf(referenceTo(each)));
  return names.length > 0 ? `; there is ${names.join(', ')}` : '';
}

function unknownPort(
  reference: ServiceReference,
  service: Service,
  context: DetectionContext,
): Fault | undefined {
  if (!lacksPort(reference, service, context)) return undefined;
  const { host, port, namespace, name } = reference;
  const ports = service.spec?.ports;
  return {
    detector: 'ref.service-port-unknown',
    key: `${host}:${port}`,
    isProblem: true,
    message: `connects to ${host}:${port}, but Service ${namespace}/${name} has only ${ports?.map(each => each.port).join(', ')}`,
    evidence: [
      field(service, 'spec.ports', ports),
      ...complaintsAbout(reference, context),
    ],
  };
}

function lacksPort(
  { ofPod, port }: ServiceReference,
  service: Service,
  context: DetectionContext,
): boolean {
  const { type, clusterIP, ports } = service.spec ?? {};
  if (port === undefined || type === 'ExternalName') return false;
  if (service.metadata.deletionTimestamp || !ports?.length) return false;
  if (servicePort(service, { number: port })) return false;
  const isDirect = ofPod || clusterIP === 'None';
  return !isDirect || !podsMayListenOn(service, port, context);
}

/** Names without a virtual address lead straight to the pods, which need not declare what they listen on. */
function podsMayListenOn(
  service: Service,
  port: number,
  { graph }: DetectionContext,
) {
  const isTarget = (service.spec?.ports ?? []).some(
    each => each.targetPort === port,
  );
  const pods = graph.podsSelectedBy(service);
  const declared = pods.map(pod =>
    [
      ...(pod.spec?.containers ?? []),
      ...(pod.spec?.initContainers ?? []),
    ].flatMap(each => each.ports ?? []),
  );
  return (
    isTarget ||
    pods.length === 0 ||
    pods.some(pod => pod.spec?.hostNetwork) ||
    declared.some(
      ports =>
        ports.length === 0 || ports.some(each => each.containerPort === port),
    )
  );
}

/** The port that the consumer means; undefined where it cannot be told. */
function targetOf({ port, scheme }: ServiceReference, { spec }: Service) {
  const ports = spec?.ports ?? [];
  const wanted = port ?? DEFAULT_PORTS.get(scheme ?? '');
  return (
    ports.find(each => each.port === wanted) ??
    (ports.length === 1 ? ports[0] : undefined)
  );
}

/** Members of one workload that look for each other are no consumers of it. */
function noEndpoints(
  reference: ServiceReference,
  service: Service,
  context: DetectionContext,
): Fault | undefined {
  const { host, pod, namespace, name } = reference;
  const { graph } = context;
  const target = targetOf(reference, service);
  if (!lacksReadyEndpoints(service, target, GRACE, context)) return undefined;
  const consumer = nameOf(graph.topOwner(pod));
  const isOwn = graph
    .podsSelectedBy(service)
    .some(each => nameOf(graph.topOwner(each)) === consumer);
  const isAsleep = idleWorkloadsBehind(service, context).some(each =>
    mayBeScaledByOthers(each, context),
  );
  if (isOwn || isAsleep) return undefined;
  const complaints = complaintsAbout(reference, context);
  return {
    detector: 'ref.backend-no-endpoints',
    key: `${namespace}/${name}`,
    isProblem: complaints.length > 0 || isHurt(reference, context),
    message: `connects to ${host}, but Service ${namespace}/${name} has no ready endpoint${target ? ` for port ${target.port}` : ''}`,
    evidence: [
      field(service, 'spec.selector', service.spec?.selector),
      ...complaints,
    ],
  };
}

/** Since when the consumer itself has not been well, if it is not. */
function hurtSince(reference: ServiceReference, context: DetectionContext) {
  const { pod, container } = reference;
  return isHurt(reference, context)
    ? failingSince(pod, container, context, notReadySince(pod))
    : undefined;
}

function settingField({
  setting,
  host,
  port,
}: ServiceReference): FieldEvidence {
  const value = port === undefined ? host : `${host}:${port}`;
  return field(setting.object, setting.path, value);
}
