import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import {
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from '../../snapshot/untyped';
import { GATEWAY_API, ROUTE_KINDS } from './gatewayKinds';

const GRACE = seconds(60);

/** What a route is attached to: an entry of its `spec.parentRefs`, with the defaults filled in. */
export interface ParentReference {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  sectionName?: string;
  port?: number;
  /** Such as `spec.parentRefs[0]`. */
  path: string;
  /** As written. */
  value: unknown;
}

/** Where a route sends requests to, with the defaults filled in. The empty group is the core group. */
export interface BackendReference {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  port?: number;
  weight: number;
  path: string;
  value: unknown;
}

/** Routes of all kinds that are old enough to be judged and not being deleted. */
export function* settledRoutes(
  snapshot: ClusterSnapshot,
): Iterable<KubernetesObject> {
  for (const kind of ROUTE_KINDS) {
    for (const route of snapshot.all(kind)) {
      const { deletionTimestamp, creationTimestamp } = route.metadata;
      if (!deletionTimestamp && olderThan(snapshot, creationTimestamp, GRACE))
        yield route;
    }
  }
}

export function parentsOf(route: KubernetesObject): ParentReference[] {
  return listOf(fieldsOf(route.spec).parentRefs).flatMap((value, index) => {
    const reference = parentReference(value, route);
    return reference
      ? [{ ...reference, path: `spec.parentRefs[${index}]`, value }]
      : [];
  });
}

/** What the status of a route says of a parent, if anything. */
export function parentStatus(route: KubernetesObject, parent: ParentReference) {
  const statuses = listOf(fieldsOf(route.status).parents);
  const index = statuses.findIndex(each => {
    const of = parentReference(fieldsOf(each.parentRef), route);
    return (
      of !== undefined &&
      of.group === parent.group &&
      of.kind === parent.kind &&
      of.namespace === parent.namespace &&
      of.name === parent.name &&
      of.sectionName === parent.sectionName &&
      of.port === parent.port
    );
  });
  return index < 0
    ? undefined
    : {
        conditions: statuses[index].conditions,
        path: `status.parents[${index}].conditions`,
      };
}

/** Host names that a route asks for; none means those of its listeners. */
export function hostnamesOf(route: KubernetesObject): readonly string[] {
  return textsOf(fieldsOf(route.spec).hostnames);
}

/** One rule of a route with what it sends requests to, and what it sends copies of them to. */
export interface RouteRule {
  backends: BackendReference[];
  mirrors: BackendReference[];
  /** Whether it answers by itself, with a redirect. */
  redirects: boolean;
  path: string;
}

export function rulesOf(route: KubernetesObject): RouteRule[] {
  return listOf(fieldsOf(route.spec).rules).map((rule, index) => {
    const path = `spec.rules[${index}]`;
    const filters = listOf(rule.filters);
    return {
      path,
      backends: listOf(rule.backendRefs).flatMap((each, position) =>
        backendReference(each, `${path}.backendRefs[${position}]`, route),
      ),
      mirrors: filters.flatMap((filter, position) =>
        backendReference(
          fieldsOf(fieldsOf(filter.requestMirror).backendRef),
          `${path}.filters[${position}].requestMirror.backendRef`,
          route,
        ),
      ),
      redirects: filters.some(({ type }) => type === 'RequestRedirect'),
    };
  });
}

function parentReference(
  value: Readonly<Record<string, unknown>>,
  route: KubernetesObject,
) {
  const name = textOf(value.name);
  if (!name) return undefined;
  return {
    group: value.group === '' ? '' : (textOf(value.group) ?? GATEWAY_API),
    kind: textOf(value.kind) ?? 'Gateway',
    namespace: textOf(value.namespace) ?? route.metadata.namespace,
    name,
    sectionName: textOf(value.sectionName),
    port: numberOf(value.port),
  };
}

function backendReference(
  value: Readonly<Record<string, unknown>>,
  path: string,
  route: KubernetesObject,
): BackendReference[] {
  const name = textOf(value.name);
  if (!name) return [];
  return [
    {
      group: textOf(value.group) ?? '',
      kind: textOf(value.kind) ?? 'Service',
      namespace: textOf(value.namespace) ?? route.metadata.namespace,
      name,
      port: numberOf(value.port),
      weight: numberOf(value.weight) ?? 1,
      path,
      value,
    },
  ];
}
