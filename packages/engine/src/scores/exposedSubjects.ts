import { DetectionContext } from '../detectors/Detector';
import { judgedWorkloads } from '../detectors/shared/judgedWorkloads';
import { servicesOf } from '../detectors/shared/servedContainers';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { SubjectNumbers } from './SubjectNumbers';

type Service = KnownKinds['Service'];

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
  numbers: SubjectNumbers,
): ReadonlySet<number> {
  const routed = routedServices(context);
  const exposed = new Set<number>();
  for (const workload of judgedWorkloads(context)) {
    const isExposed = servicesOf(workload, context).some(
      service =>
        service.spec?.type === 'LoadBalancer' ||
        service.spec?.type === 'NodePort' ||
        routed.has(service),
    );
    if (isExposed) exposed.add(numbers.of(workload.subject));
  }
  return exposed;
}

function routedServices({ snapshot }: DetectionContext): ReadonlySet<Service> {
  const found = new Set<Service>();
  const add = (namespace: string | undefined, name: string | undefined) => {
    const service = snapshot.get('Service', namespace, name);
    if (service) found.add(service);
  };
  for (const { metadata, spec } of snapshot.all('Ingress')) {
    add(metadata.namespace, spec?.defaultBackend?.service?.name);
    for (const rule of spec?.rules ?? [])
      for (const path of rule?.http?.paths ?? [])
        add(metadata.namespace, path?.backend?.service?.name);
  }
  for (const kind of ROUTES)
    for (const route of snapshot.all(kind))
      for (const { namespace, name } of backendsOf(route))
        add(namespace ?? route.metadata.namespace, name);
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
