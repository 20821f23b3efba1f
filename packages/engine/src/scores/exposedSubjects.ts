import { DetectionContext } from '../detectors/Detector';
import { judgedWorkloads } from '../detectors/shared/judgedWorkloads';
import { servicesOf } from '../detectors/shared/servedContainers';
import { KubernetesObject } from '../snapshot/objects';
import { subjectKey } from './Population';

const ROUTES = [
  'HTTPRoute.gateway.networking.k8s.io',
  'GRPCRoute.gateway.networking.k8s.io',
  'TLSRoute.gateway.networking.k8s.io',
  'TCPRoute.gateway.networking.k8s.io',
] as const;

/** The fields of a route that are read; any may be missing. */
interface Route {
  spec?: {
    rules?: {
      backendRefs?: { kind?: string; namespace?: string; name?: string }[];
    }[];
  };
}

/** Workloads that the outside reaches, through an Ingress, a route of a Gateway, or a Service that is open by itself. */
export function exposedSubjects(
  context: DetectionContext,
): ReadonlySet<string> {
  const routed = routedServices(context);
  const exposed = judgedWorkloads(context).filter(workload =>
    servicesOf(workload, context).some(
      ({ metadata, spec }) =>
        spec?.type === 'LoadBalancer' ||
        spec?.type === 'NodePort' ||
        routed.has(`${metadata.namespace}/${metadata.name}`),
    ),
  );
  return new Set(exposed.map(each => subjectKey(each.subject)));
}

function routedServices({ snapshot }: DetectionContext): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { metadata, spec } of snapshot.all('Ingress')) {
    const backends = [
      spec?.defaultBackend,
      ...(spec?.rules ?? []).flatMap(rule =>
        (rule?.http?.paths ?? []).map(path => path?.backend),
      ),
    ];
    for (const backend of backends) {
      if (backend?.service?.name)
        found.add(`${metadata.namespace}/${backend.service.name}`);
    }
  }
  for (const kind of ROUTES) {
    for (const route of snapshot.all(kind)) {
      for (const { namespace, name } of backendsOf(route))
        found.add(`${namespace ?? route.metadata.namespace}/${name}`);
    }
  }
  return found;
}

function backendsOf(route: KubernetesObject) {
  const { rules } = (route as KubernetesObject & Route).spec ?? {};
  return listOf(rules)
    .flatMap(rule => listOf(rule?.backendRefs))
    .filter(backend => backend && (backend.kind ?? 'Service') === 'Service');
}

function listOf<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}
