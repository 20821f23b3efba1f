import type { ServicePort } from 'kubernetes-types/core/v1';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { olderThan } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { isLeaving } from './isLeaving';
import { mayYetBecomeReady } from './mayYetBecomeReady';
import { isReady, notReadySince, conditionChangedAt } from './pods';

type Service = KnownKinds['Service'];
type EndpointSlice = KnownKinds['EndpointSlice'];

const indexes = new WeakMap<ClusterSnapshot, Map<string, EndpointSlice[]>>();

/** The EndpointSlices of a Service, of all controllers that write them. */
export function slicesOf(
  { metadata }: Service,
  { snapshot }: DetectionContext,
): readonly EndpointSlice[] {
  const known = indexes.get(snapshot);
  const index = known ?? indexSlices(snapshot);
  if (!known) indexes.set(snapshot, index);
  return index.get(`${metadata.namespace}/${metadata.name}`) ?? [];
}

/**
 * Whether nothing has answered behind a Service, or behind one of its ports, for at least `grace` milliseconds. False while in doubt: slices or pods that were not
 * read, pods that have only just changed, may yet become ready or are on their way out, a Service that publishes unready addresses or leads out of the cluster.
 *
 * A slice serves a port only if it lists the port's name; a pod that lacks a named port is listed without it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export function lacksReadyEndpoints(
  service: Service,
  port: ServicePort | undefined,
  grace: number,
  context: DetectionContext,
): boolean {
  const { snapshot, graph } = context;
  const { metadata, spec } = service;
  if (spec?.type === 'ExternalName' || spec?.publishNotReadyAddresses)
    return false;
  if (metadata.deletionTimestamp) return false;
  if (!olderThan(snapshot, metadata.creationTimestamp, grace)) return false;
  if (snapshot.readState('Pod', metadata.namespace) !== 'complete')
    return false;

  const slices = slicesOf(service, context);
  if (slices.some(each => serves(each, port))) return false;

  const selected = graph.podsSelectedBy(service);
  const pods = selected.filter(pod => !isLeaving(pod, context));
  const areLeaving = selected.length > 0 && pods.length === 0;
  const areSettled = pods.every(
    pod =>
      olderThan(snapshot, changedAt(pod), grace) &&
      (isReady(pod) || !mayYetBecomeReady(pod, context)),
  );
  if (areLeaving || !areSettled) return false;

  if (slices.length > 0) return true;
  const hasSelector = Object.keys(spec?.selector ?? {}).length > 0;
  if (hasSelector) return !pods.some(isReady);
  return (
    snapshot.readState('EndpointSlice', metadata.namespace) === 'complete' &&
    snapshot.inNamespace('EndpointSlice', metadata.namespace).length > 0
  );
}

/** An endpoint that says nothing about its readiness counts as ready. */
function serves(slice: EndpointSlice, port: ServicePort | undefined) {
  const listsPort =
    !port ||
    (slice.ports ?? []).some(each => (each.name ?? '') === (port.name ?? ''));
  return (
    listsPort &&
    (slice.endpoints ?? []).some(each => each.conditions?.ready !== false)
  );
}

function changedAt(pod: KnownKinds['Pod']) {
  return isReady(pod)
    ? (conditionChangedAt(pod, 'Ready') ?? pod.metadata.creationTimestamp)
    : notReadySince(pod);
}

function indexSlices(snapshot: ClusterSnapshot) {
  const index = new Map<string, EndpointSlice[]>();
  for (const slice of snapshot.all('EndpointSlice')) {
    const { namespace, labels } = slice.metadata;
    const name = labels?.['kubernetes.io/service-name'];
    if (!name) continue;
    const key = `${namespace}/${name}`;
    const slices = index.get(key);
    if (slices) slices.push(slice);
    else index.set(key, [slice]);
  }
  return index;
}
