import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, numberOf, textsOf } from '../../snapshot/untyped';
import { ISTIO_KINDS } from './istioKinds';
import { coversHost } from './meshHostnames';

type Service = KnownKinds['Service'];

/** What the mesh knows under a host name. */
export type MeshHost =
  | { state: 'service'; service: Service; ports: readonly number[] }
  | { state: 'entry'; ports: readonly number[] }
  | { state: 'absent'; namespace?: string; name: string; isService: boolean }
  | { state: 'unknown' };

/** The Services and ServiceEntries that rules of the mesh may name. */
export class MeshHosts {
  readonly #snapshot: ClusterSnapshot;
  readonly #entries = new Map<string, number[]>();
  readonly #wildcards: { host: string; ports: readonly number[] }[] = [];
  readonly #isAlone: boolean;

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const entry of snapshot.all(ISTIO_KINDS.serviceEntry))
      this.#addEntry(entry);
    this.#isAlone = !hasRemoteClusters(snapshot);
  }

  /** The full name of a host as a rule of a namespace spells it: a name without dots means a Service of that namespace. */
  static fullName(host: string, namespace: string | undefined): string {
    return host.includes('.') || host.includes('*')
      ? host.toLowerCase()
      : `${host}.${namespace}.svc.cluster.local`;
  }

  /** What a host stands for, in a rule of a namespace. */
  lookup(host: string, namespace: string | undefined): MeshHost {
    if (host.includes('*')) return { state: 'unknown' };
    const name = MeshHosts.fullName(host, namespace);
    const ports =
      this.#entries.get(name) ??
      this.#wildcards.find(each => coversHost(each.host, name))?.ports;
    if (ports) return { state: 'entry', ports };
    const ofService = serviceOf(name);
    if (!ofService) return this.#lookupExternal(name);
    const found = this.#snapshot.lookup(
      'Service',
      ofService.namespace,
      ofService.name,
    );
    if (found.state === 'present')
      return {
        state: 'service',
        service: found.object,
        ports: (found.object.spec?.ports ?? []).map(each => each.port),
      };
    if (found.state === 'unknown' || !this.#knowsAll())
      return { state: 'unknown' };
    return { state: 'absent', ...ofService, isService: true };
  }

  #lookupExternal(name: string): MeshHost {
    // Names with one dot are nowhere in the mesh, but proxies of a namespace may look them up by DNS.
    const isElsewhere = /\.(global|local)$/.test(name) || !/\..+\./.test(name);
    return isElsewhere || !this.#knowsAll()
      ? { state: 'unknown' }
      : { state: 'absent', name, isService: false };
  }

  /** Whether what is nowhere here is nowhere at all: other clusters of a mesh have Services too. */
  #knowsAll() {
    const { serviceEntry } = ISTIO_KINDS;
    return (
      this.#isAlone && this.#snapshot.readState(serviceEntry) === 'complete'
    );
  }

  #addEntry({ spec }: KubernetesObject) {
    const { hosts, ports } = fieldsOf(spec);
    const numbers = listOf(ports).flatMap(each => numberOf(each.number) ?? []);
    for (const host of textsOf(hosts)) {
      const name = host.toLowerCase();
      if (name.startsWith('*'))
        this.#wildcards.push({ host: name, ports: numbers });
      else
        this.#entries.set(name, [
          ...(this.#entries.get(name) ?? []),
          ...numbers,
        ]);
    }
  }
}

/** The Service that a full name such as `cart.shop.svc.cluster.local` means. */
export function serviceOf(
  fullName: string,
): { namespace: string; name: string } | undefined {
  const parts = /^([^.]+)\.([^.]+)\.svc\..+$/.exec(fullName);
  return parts ? { name: parts[1], namespace: parts[2] } : undefined;
}

/** Istio reads the Services of other clusters with credentials that it keeps in Secrets with this label. */
function hasRemoteClusters(snapshot: ClusterSnapshot) {
  return (
    snapshot.readState('Secret') !== 'complete' ||
    snapshot
      .all('Secret')
      .some(each => each.metadata.labels?.['istio/multiCluster'] !== undefined)
  );
}
