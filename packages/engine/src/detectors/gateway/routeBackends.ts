import { absence, field, referenceTo } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';
import { servicePort } from '../shared/servicePort';
import { GATEWAY_API, GATEWAY_KINDS, ROUTE_KINDS } from './gatewayKinds';
import { ReferenceGrants } from './ReferenceGrants';
import { BackendReference, RouteRule, rulesOf, settledRoutes } from './routes';

const [HTTP_ROUTE, ...OTHER_ROUTES] = ROUTE_KINDS;

/** Routes that send requests to what does not exist or may not be used. */
export const routeBackends = detectorFamily({
  rows: [
    {
      id: 'route.backend-missing',
      title: 'Route sends requests to a Service that does not exist',
      concludesFrom: ['Service', ...OTHER_ROUTES],
      documentation: {
        speaks:
          'A backend, or the target of a mirror, is a Service that does not exist.',
      },
    },
    {
      id: 'route.backend-port-missing',
      title: 'Route sends requests to a port that the Service does not have',
      concludesFrom: ['Service', ...OTHER_ROUTES],
      documentation: {
        speaks: 'A backend names a port that its Service does not have.',
        silent: 'Services that lead out of the cluster.',
      },
    },
    {
      id: 'route.reference-not-granted',
      title: 'Route may not send requests into the other namespace',
      concludesFrom: [GATEWAY_KINDS.grant, ...OTHER_ROUTES],
      documentation: {
        speaks:
          'A backend lies in another namespace, and no ReferenceGrant there allows routes of this kind and namespace to use it.',
        silent: 'ReferenceGrants of the other namespace were not read.',
        sources: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
      },
    },
    {
      id: 'route.no-weight',
      title: 'Rule of route sends requests nowhere',
      documentation: {
        speaks:
          'All backends of a rule have weight 0: the Gateway answers with an error.',
        silent: 'Rules that answer with a redirect.',
      },
    },
  ],
  tier: 'problem',
  kinds: [HTTP_ROUTE],
  concludesFrom: OTHER_ROUTES,
  documentation: {
    silent: 'Backends of other kinds than Service.',
    sources: [
      'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref',
      'https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
    ],
  },

  read(context) {
    const grants = new ReferenceGrants(context.snapshot);
    const collected = new DraftCollector();
    for (const route of settledRoutes(context.snapshot)) {
      for (const rule of rulesOf(route)) {
        for (const backend of [...rule.backends, ...rule.mirrors]) {
          const fault =
            serviceFault(route, backend, context) ??
            grantFault(route, backend, grants);
          if (fault) collected.add(fault);
        }
        const noWeight = weightFault(route, rule);
        if (noWeight) collected.add(noWeight);
      }
    }
    return collected.drafts();
  },
});

function serviceFault(
  route: KubernetesObject,
  backend: BackendReference,
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  if (backend.kind !== 'Service' || backend.group !== '') return undefined;
  const { namespace, name, port } = backend;
  const service = snapshot.lookup('Service', namespace, name);
  const reference = { apiVersion: 'v1', kind: 'Service', namespace, name };
  const draft = {
    subject: referenceTo(route),
    severity: backend.weight === 0 ? ('low' as const) : ('high' as const),
  };
  const written = field(route, backend.path, backend.value);
  const words = `${nameOf(referenceTo(route))} sends requests to`;
  if (service.state === 'absent')
    return {
      ...draft,
      detector: 'route.backend-missing',
      key: keyOf(route, backend),
      message: `${words} ${nameOf(reference)}, which does not exist`,
      evidence: [written, absence(reference)],
    };
  if (service.state === 'unknown' || port === undefined) return undefined;
  const { type, ports = [] } = service.object.spec ?? {};
  if (type === 'ExternalName' || servicePort(service.object, { number: port }))
    return undefined;
  const having = ports.map(each => each.port).join(', ') || 'no ports';
  return {
    ...draft,
    detector: 'route.backend-port-missing',
    key: `${keyOf(route, backend)}:${port}`,
    message: `${words} port ${port} of ${nameOf(reference)}, which has ${having}`,
    evidence: [written, field(service.object, 'spec.ports', ports)],
  };
}

function grantFault(
  route: KubernetesObject,
  backend: BackendReference,
  grants: ReferenceGrants,
): FamilyDraft | undefined {
  if (backend.kind !== 'Service' || backend.group !== '') return undefined;
  const { group, kind, namespace, name, path, value } = backend;
  const own = route.metadata.namespace;
  const isRefused = grants.refuse({
    from: { group: GATEWAY_API, kind: route.kind, namespace: own },
    to: { group, kind, namespace, name },
  });
  if (!isRefused) return undefined;
  const target = nameOf({ kind, namespace, name });
  return {
    detector: 'route.reference-not-granted',
    subject: referenceTo(route),
    key: keyOf(route, backend),
    severity: backend.weight === 0 ? 'low' : 'high',
    message: `${nameOf(referenceTo(route))} sends requests to ${target}, which no ReferenceGrant of namespace ${namespace} allows`,
    evidence: [
      field(route, path, value),
      absence(
        { apiVersion: 'v1', kind: 'Namespace', name: namespace ?? '' },
        `ReferenceGrant from ${route.kind} of namespace ${own} to ${target}`,
      ),
    ],
  };
}

function weightFault(
  route: KubernetesObject,
  { backends, redirects, path }: RouteRule,
): FamilyDraft | undefined {
  if (backends.length === 0 || redirects) return undefined;
  if (backends.some(each => each.weight !== 0)) return undefined;
  return {
    detector: 'route.no-weight',
    subject: referenceTo(route),
    key: backends.map(each => keyOf(route, each)).join(','),
    severity: 'high',
    message: `All backends of a rule of ${nameOf(referenceTo(route))} have weight 0, so its requests are answered with an error`,
    evidence: [
      field(
        route,
        `${path}.backendRefs`,
        backends.map(each => each.value),
      ),
    ],
  };
}

function keyOf(route: KubernetesObject, { namespace, name }: BackendReference) {
  return namespace === route.metadata.namespace ? name : `${namespace}/${name}`;
}
