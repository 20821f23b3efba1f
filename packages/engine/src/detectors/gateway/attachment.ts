import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { matchesSelector } from '../../graph/labels';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../../snapshot/objects';
import {
  Fields,
  fieldsOf,
  labelsOf,
  listOf,
  textOf,
  textsOf,
} from '../../snapshot/untyped';
import { GATEWAY_API } from './gatewayKinds';
import { hostnamesIntersect } from './hostnames';
import { Listener, listenersOf } from './Listener';
import { ParentReference, hostnamesOf } from './routes';

/** Why no listener of a Gateway takes a route. */
export type Refusal =
  | { why: 'no-listener'; listeners: readonly Listener[] }
  | { why: 'not-allowed'; listeners: readonly Listener[] }
  | { why: 'no-hostname'; listeners: readonly Listener[] };

/** The kinds that a listener takes unless it names some. */
const KINDS_BY_PROTOCOL: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/**
 * Why a Gateway cannot take a route, by its listeners; undefined when one of them may.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways
 */
export function refusalOf(
  route: KubernetesObject,
  parent: ParentReference,
  gateway: KubernetesObject,
  snapshot: ClusterSnapshot,
): Refusal | undefined {
  const { sectionName, port } = parent;
  const all = listenersOf(gateway);
  const candidates = all.filter(
    each =>
      (sectionName === undefined || each.name === sectionName) &&
      (port === undefined || each.port === port),
  );
  if (candidates.length === 0) return { why: 'no-listener', listeners: all };

  // What a namespace that was not read may attach to is not known.
  const { namespace } = route.metadata;
  const isUnknown =
    candidates.some(selectsNamespaces) &&
    snapshot.lookup('Namespace', undefined, namespace).state === 'unknown';
  if (isUnknown) return undefined;

  const open = candidates.filter(
    each =>
      takesKind(each, route.kind) &&
      takesNamespace(each, route, gateway, snapshot),
  );
  if (open.length === 0) return { why: 'not-allowed', listeners: candidates };

  const hostnames = hostnamesOf(route);
  const fits = open.some(
    ({ hostname }) =>
      !hostname ||
      hostnames.length === 0 ||
      hostnames.some(each => hostnamesIntersect(each, hostname)),
  );
  return fits ? undefined : { why: 'no-hostname', listeners: open };
}

function takesKind({ allowedRoutes, protocol }: Listener, kind: string) {
  const named = listOf(allowedRoutes.kinds);
  if (named.length > 0)
    return named.some(
      each =>
        each.kind === kind &&
        (textOf(each.group) ?? GATEWAY_API) === GATEWAY_API,
    );
  const usual = KINDS_BY_PROTOCOL[protocol ?? ''];
  return !usual || usual.includes(kind);
}

function selectsNamespaces({ allowedRoutes }: Listener) {
  return fieldsOf(allowedRoutes.namespaces).from === 'Selector';
}

function takesNamespace(
  { allowedRoutes }: Listener,
  route: KubernetesObject,
  gateway: KubernetesObject,
  snapshot: ClusterSnapshot,
) {
  const { from = 'Same', selector } = fieldsOf(allowedRoutes.namespaces);
  const { namespace = '' } = route.metadata;
  switch (from) {
    case 'Same':
      return namespace === gateway.metadata.namespace;
    case 'Selector': {
      const found = snapshot.get('Namespace', undefined, namespace);
      return (
        !found ||
        matchesSelector(asSelector(fieldsOf(selector)), found.metadata.labels)
      );
    }
    default:
      return true;
  }
}

function asSelector(selector: Fields): LabelSelector {
  return {
    matchLabels: labelsOf(selector.matchLabels),
    matchExpressions: listOf(selector.matchExpressions).map(each => ({
      key: textOf(each.key) ?? '',
      operator: textOf(each.operator) ?? '',
      values: [...textsOf(each.values)],
    })),
  };
}
