import { isReady } from '../../detectors/shared/pods';
import { slicesOf } from '../../detectors/shared/readyEndpoints';
import { field } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { DetectionContext } from '../../detectors/Detector';
import {
  ServiceReference,
  serviceReferencesOf,
} from '../../detectors/references/serviceReferences';
import { referencesToService } from '../../detectors/references/referencesToService';
import { serviceNameOf } from '../../detectors/references/serviceNameOf';
import { referenceKey } from '../../findings/referenceKey';
import { Lookup } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { WeighedEvidence } from '../Cause';

type Service = KnownKinds['Service'];
type Pod = KnownKinds['Pod'];

/** What a host name leads to, seen from a namespace. */
export type HostTarget =
  | {
      kind: 'service';
      reference: ObjectReference & { namespace: string };
      lookup: Lookup<Service>;
    }
  | { kind: 'external'; host: string };

/** Addresses that belong to whatever network asks, hence perhaps to pods and nodes of the cluster. */
const PRIVATE =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Resolves host names as pods do, and tells whether what they lead to is there. */
export class ServiceDirectory {
  readonly #context: DetectionContext;
  #byAddress: Map<string, Service> | undefined;
  #byPodAddress: Map<string, Pod> | undefined;

  constructor(context: DetectionContext) {
    this.#context = context;
  }

  /** What a host that a pod tries to reach leads to; undefined for an address that is no Service's, for an alias of the pod's own, and where it cannot be told. */
  resolve(host: string, pod: Pod): HostTarget | undefined {
    if (/^[\d.]+$/.test(host)) {
      const service = this.#serviceAt(host) ?? this.#serviceOfPodAt(host);
      if (service) return this.#target(service.metadata);
      return PRIVATE.test(host) ? undefined : { kind: 'external', host };
    }
    if (pod.spec?.hostAliases?.some(each => each.hostnames?.includes(host)))
      return undefined;
    const { snapshot } = this.#context;
    const name = serviceNameOf({ host }, pod, snapshot);
    if (name) return this.#target(name);
    const labels = host.split('.').length;
    const mayBeNamespaced =
      labels === 2 && snapshot.readState('Namespace') !== 'complete';
    return labels > 1 && !mayBeNamespaced
      ? { kind: 'external', host }
      : undefined;
  }

  /** The places in a container's configuration that name a Service of the cluster. */
  referencesOf(pod: Pod, container: string): readonly ServiceReference[] {
    return serviceReferencesOf(pod, this.#context).filter(
      each => each.container === container,
    );
  }

  /** The workloads of which a container's configuration names a Service. */
  consumersOf({ metadata }: Service): readonly ObjectReference[] {
    const { namespace, name } = metadata;
    const consumers = new Map<string, ObjectReference>();
    for (const { pod } of referencesToService(namespace, name, this.#context)) {
      const owner = this.#context.graph.topOwner(pod);
      consumers.set(referenceKey(owner), owner);
    }
    return [...consumers.values()];
  }

  /** Where a container's configuration names a Service. The value shown is the host alone, since what stands around it may be a credential. */
  written(
    pod: Pod,
    container: string,
    { namespace, name }: { namespace?: string; name: string },
  ): WeighedEvidence[] {
    return this.referencesOf(pod, container)
      .filter(each => each.name === name && each.namespace === namespace)
      .map(({ setting, host }) => ({
        evidence: field(setting.object, setting.path, host),
      }));
  }

  /** The workload behind a Service: the owner of the pods it selects, else one that would stamp such pods. */
  workloadBehind(service: Service): ObjectReference | undefined {
    const [pod] = this.#context.graph.podsSelectedBy(service);
    if (pod) return this.#context.graph.topOwner(pod);
    const selector = service.spec?.selector;
    if (!selector || Object.keys(selector).length === 0) return undefined;
    const [workload] = this.#context.graph.workloadsStamping(
      service.metadata.namespace,
      selector,
    );
    return workload && this.#context.graph.topOwner(workload);
  }

  /** What shows that a Service leads to no ready endpoint; undefined when it has one, or when that cannot be told. */
  unready(service: Service): WeighedEvidence[] | undefined {
    const { namespace } = service.metadata;
    const { selector, type } = service.spec ?? {};
    if (type === 'ExternalName') return undefined;
    if (
      this.#context.snapshot.readState('EndpointSlice', namespace) ===
      'complete'
    ) {
      const slices = slicesOf(service, this.#context);
      if (slices.some(hasReadyEndpoint)) return undefined;
      if (slices.length > 0)
        return slices.map(slice => ({
          evidence: field(
            slice,
            'endpoints[*].conditions.ready',
            (slice.endpoints ?? []).map(each => each.conditions?.ready ?? null),
          ),
          as: 'status' as const,
        }));
    }
    if (
      !selector ||
      this.#context.snapshot.readState('Pod', namespace) !== 'complete'
    )
      return undefined;
    const pods = this.#context.graph.podsSelectedBy(service);
    if (pods.some(isReady)) return undefined;
    if (pods.length === 0)
      return [
        { evidence: field(service, 'spec.selector', selector), as: 'status' },
      ];
    return pods.slice(0, 3).map(pod => ({
      evidence: field(
        pod,
        'status.conditions[Ready].status',
        pod.status?.conditions?.find(each => each.type === 'Ready')?.status,
      ),
      as: 'status' as const,
    }));
  }

  /** It is known that a Service leads to a ready endpoint. */
  isServed(service: Service): boolean {
    return (
      slicesOf(service, this.#context).some(hasReadyEndpoint) ||
      this.#context.graph.podsSelectedBy(service).some(isReady)
    );
  }

  #target({ namespace = '', name }: { namespace?: string; name: string }) {
    const { snapshot } = this.#context;
    return {
      kind: 'service' as const,
      reference: { apiVersion: 'v1', kind: 'Service', namespace, name },
      lookup: snapshot.lookup('Service', namespace, name),
    };
  }

  #serviceAt(address: string) {
    this.#byAddress ??= new Map(
      this.#context.snapshot
        .all('Service')
        .flatMap(service =>
          (service.spec?.clusterIPs ?? [service.spec?.clusterIP ?? '']).map(
            each => [each, service] as const,
          ),
        ),
    );
    return this.#byAddress.get(address);
  }

  /** The only Service that selects the pod at an address: clients of headless Services, and proxies, name pods. */
  #serviceOfPodAt(address: string) {
    this.#byPodAddress ??= new Map(
      this.#context.snapshot
        .all('Pod')
        .flatMap(pod =>
          pod.status?.podIP && !pod.spec?.hostNetwork
            ? [[pod.status.podIP, pod] as const]
            : [],
        ),
    );
    const pod = this.#byPodAddress.get(address);
    const [service, ...others] = pod
      ? this.#context.graph.servicesSelecting(pod)
      : [];
    return others.length === 0 ? service : undefined;
  }
}

/** An endpoint that says nothing about its readiness counts as ready. */
function hasReadyEndpoint(slice: KnownKinds['EndpointSlice']) {
  return (slice.endpoints ?? []).some(each => each.conditions?.ready !== false);
}
