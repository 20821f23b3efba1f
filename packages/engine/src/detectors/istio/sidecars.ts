import { field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { declaredContainers } from '../shared/containers';
import { isSystemNamespace } from '../shared/namespaces';
import { activePods } from '../shared/pods';
import {
  Sighting,
  affectedPod,
  groupSightings,
  nameOf,
} from '../shared/sightings';
import { ISTIO_KINDS, PROXY } from './istioKinds';

type Pod = KnownKinds['Pod'];
type MeshSighting = Sighting & { detector: string };

const GRACE = minutes(5);
const INJECTION = 'sidecar.istio.io/inject';

/** @see https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const RESERVED_PORTS: ReadonlySet<number> = new Set([
  15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090,
]);

/** Pods that should be in the mesh and are not, and those whose containers are in the way of its proxy. */
export const sidecars = detectorFamily({
  rows: [
    {
      id: 'istio.sidecar-missing',
      title: 'Pods of the mesh run without their proxy',
      kinds: [ISTIO_KINDS.peerAuthentication, 'Pod', 'Namespace'],
      documentation: {
        speaks:
          'A pod has run for five minutes without the proxy that its namespace asks for by label. It was made after the last change of the namespace’s labels, or after another pod that has the proxy.',
        silent:
          'Pods that decline the proxy or use the network of their node, finished ones, and namespaces in ambient mode.',
        sources: [
          'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
          'https://istio.io/latest/docs/ops/common-problems/injection/',
        ],
      },
    },
    {
      id: 'istio.reserved-port',
      title: 'Container listens on a port of the mesh’s proxy',
      documentation: {
        speaks:
          'A container beside Istio’s proxy declares a port that the proxy uses itself: one of them cannot start to listen.',
        sources: [
          'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio',
        ],
      },
    },
  ],
  tier: 'risk',
  kinds: [ISTIO_KINDS.peerAuthentication, 'Pod'],

  read(context) {
    const state = context.snapshot.readState(ISTIO_KINDS.peerAuthentication);
    return state === 'notServed' ? [] : groupSightings(sightings(context));
  },
});

function* sightings(context: DetectionContext): Iterable<MeshSighting> {
  const firstInjected = firstInjectedPods(context);
  const asking = askingNamespaces(context);
  if (firstInjected.size === 0 && asking.size === 0) return;
  for (const pod of activePods(context)) {
    if (hasProxy(pod)) yield* reservedPorts(pod, context);
    else if (asking.has(pod.metadata.namespace ?? ''))
      yield* proxyMissing(pod, firstInjected, context);
  }
}

/** Names of the namespaces that ask for the proxy by label. */
function askingNamespaces({ snapshot }: DetectionContext): ReadonlySet<string> {
  return new Set(
    snapshot
      .all('Namespace')
      .filter(each => injectionLabel(each))
      .map(each => each.metadata.name),
  );
}

function hasProxy({ spec }: Pod) {
  for (const { name } of spec?.containers ?? [])
    if (name === PROXY) return true;
  for (const { name } of spec?.initContainers ?? [])
    if (name === PROXY) return true;
  return false;
}

/** By namespace, when the oldest pod with a proxy was made. */
function firstInjectedPods(context: DetectionContext) {
  const times = new Map<string, number>();
  for (const pod of activePods(context)) {
    if (!hasProxy(pod)) continue;
    const { namespace = '', creationTimestamp } = pod.metadata;
    const time = Date.parse(creationTimestamp ?? '');
    if (Number.isNaN(time)) continue;
    times.set(namespace, Math.min(time, times.get(namespace) ?? time));
  }
  return times;
}

function* proxyMissing(
  pod: Pod,
  firstInjected: ReadonlyMap<string, number>,
  { snapshot, graph }: DetectionContext,
): Iterable<MeshSighting> {
  const { namespace = '', creationTimestamp } = pod.metadata;
  if (isSystemNamespace(namespace) || declines(pod)) return;
  if (!olderThan(snapshot, creationTimestamp, GRACE)) return;
  const found = snapshot.get('Namespace', undefined, namespace);
  const label = found && injectionLabel(found);
  if (!label || !wasAsked(pod, found, firstInjected.get(namespace))) return;
  const subject = graph.topOwner(pod);
  yield {
    detector: 'istio.sidecar-missing',
    subject,
    severity: 'medium',
    message: `Pods of ${nameOf(subject)} run without Istio’s proxy, though namespace ${namespace} asks for it`,
    evidence: [
      field(found, `metadata.labels[${label}]`, found.metadata.labels?.[label]),
      field(
        pod,
        'spec.containers[*].name',
        pod.spec?.containers?.map(each => each.name),
      ),
    ],
    affected: affectedPod(pod, { since: creationTimestamp }),
  };
}

function declines(pod: Pod) {
  const { labels, annotations, ownerReferences } = pod.metadata;
  return (
    pod.spec?.hostNetwork === true ||
    labels?.[INJECTION] === 'false' ||
    annotations?.[INJECTION] === 'false' ||
    labels?.['istio.io/dataplane-mode'] !== undefined ||
    ownerReferences?.some(each => each.kind === 'Node') === true
  );
}

/** The label by which a namespace asks for the proxy. */
function injectionLabel({ metadata }: KnownKinds['Namespace']) {
  const { labels = {} } = metadata;
  if (labels['istio.io/dataplane-mode'] === 'ambient') return undefined;
  if (labels['istio-injection'])
    return labels['istio-injection'] === 'enabled'
      ? 'istio-injection'
      : undefined;
  return labels['istio.io/rev'] ? 'istio.io/rev' : undefined;
}

/** Whether the namespace had its label already when the pod was made. */
function wasAsked(
  pod: Pod,
  namespace: KnownKinds['Namespace'],
  firstInjected: number | undefined,
) {
  const made = Date.parse(pod.metadata.creationTimestamp ?? '');
  const labelled = Date.parse(lastWritten(namespace, 'metadata') ?? '');
  return (
    labelled < made || (firstInjected !== undefined && firstInjected < made)
  );
}

function* reservedPorts(
  pod: Pod,
  { graph }: DetectionContext,
): Iterable<MeshSighting> {
  for (const { container, path } of declaredContainers(pod)) {
    if (container.name.startsWith('istio-')) continue;
    for (const [index, port] of (container.ports ?? []).entries()) {
      if (!RESERVED_PORTS.has(port.containerPort)) continue;
      const subject = graph.topOwner(pod);
      yield {
        detector: 'istio.reserved-port',
        subject,
        key: String(port.containerPort),
        severity: 'high',
        message: `Container ${container.name} of ${nameOf(subject)} declares port ${port.containerPort}, which Istio’s proxy in the same pod uses`,
        evidence: [field(pod, `${path}.ports[${index}]`, port)],
        affected: affectedPod(pod, { container: container.name }),
      };
    }
  }
}
