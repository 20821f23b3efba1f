import type { ContainerPort } from 'kubernetes-types/core/v1';
import { ResourceGraph } from '../graph/ResourceGraph';
import { oncePerObject } from '../oncePerObject';
import { KnownKinds } from '../snapshot/objects';
import { Amounts, amountsOf } from '../snapshot/podRequests';
import { AlikeResources, PodResources } from './AlikeResources';

type Pod = KnownKinds['Pod'];

export interface HostPort {
  port: number;
  protocol: string;
  address: string;
}

/** What a node has and what the pods on it have taken, as the scheduler counts it. */
export class NodeLoad {
  readonly allocatable: Amounts;
  /** A terminating pod holds its resources until it is gone. */
  readonly #pods: Pod[] = [];
  /** Pods that state the same resources, counted. */
  readonly #counts = new Map<PodResources, number>();
  readonly #requested = new Map<string, number>();
  #claims: ReadonlySet<string> | undefined;
  #hostPorts: readonly HostPort[] | undefined;

  constructor(node: KnownKinds['Node']) {
    this.allocatable = amountsOf(node.status?.allocatable);
  }

  get podCount(): number {
    return this.#pods.length;
  }

  /** Counts a pod, before anything is asked. */
  add(pod: Pod, stated: PodResources): void {
    this.#pods.push(pod);
    this.#counts.set(stated, (this.#counts.get(stated) ?? 0) + 1);
  }

  /** `namespace/claim` of every persistent volume claim in use. */
  get claims(): ReadonlySet<string> {
    this.#claims ??= new Set(
      this.#pods.flatMap(pod =>
        claimNamesOf(pod).map(claim => `${pod.metadata.namespace}/${claim}`),
      ),
    );
    return this.#claims;
  }

  /** What is left of a resource; a resource that the node does not advertise is used up. */
  free(resource: string): number {
    return (this.allocatable.get(resource) ?? 0) - this.#requestedOf(resource);
  }

  #requestedOf(resource: string) {
    const known = this.#requested.get(resource);
    if (known !== undefined) return known;
    let requested = 0;
    for (const [{ requests }, count] of this.#counts)
      requested += (requests.get(resource) ?? 0) * count;
    this.#requested.set(resource, requested);
    return requested;
  }

  /** The limits of a resource, of containers that run together, added up. */
  promised(resource: string): number {
    let promised = 0;
    for (const [{ limits }, count] of this.#counts)
      promised += (limits.get(resource) ?? 0) * count;
    return promised;
  }

  /** Whether a port of the node is taken; an address of all zeros clashes with every address. */
  isTaken(wanted: HostPort): boolean {
    this.#hostPorts ??= this.#pods.flatMap(hostPortsOf);
    return this.#hostPorts.some(
      taken =>
        taken.port === wanted.port &&
        taken.protocol === wanted.protocol &&
        (taken.address === wanted.address ||
          [taken.address, wanted.address].includes('0.0.0.0')),
    );
  }
}

const loadsOf = oncePerObject(({ snapshot }: ResourceGraph) => {
  const loads = new Map<string, NodeLoad>();
  for (const node of snapshot.all('Node'))
    loads.set(node.metadata.name, new NodeLoad(node));
  const resources = new AlikeResources();
  for (const pod of snapshot.all('Pod')) {
    const load = loads.get(pod.spec?.nodeName ?? '');
    if (load && !hasFinished(pod)) load.add(pod, resources.of(pod));
  }
  return loads;
});

/** The load of a node by the pods of the snapshot, all of which are counted when one is first asked for. */
export function loadOf(node: KnownKinds['Node'], graph: ResourceGraph) {
  return loadsOf(graph).get(node.metadata.name) ?? new NodeLoad(node);
}

export function hasFinished({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Ports of the node that a pod occupies; a pod in the host's network occupies each port it declares. */
export function hostPortsOf(pod: Pod): HostPort[] {
  const { containers = [], initContainers = [], hostNetwork } = pod.spec ?? {};
  const found: HostPort[] = [];
  const read = (ports: readonly ContainerPort[] = []) => {
    for (const each of ports) {
      const port = hostPort(each, hostNetwork);
      if (!port) continue;
      const { protocol = 'TCP', hostIP } = each;
      found.push({ port, protocol, address: hostIP || '0.0.0.0' });
    }
  };
  for (const { ports } of containers) read(ports);
  for (const { ports, restartPolicy } of initContainers)
    if (restartPolicy === 'Always') read(ports);
  return found;
}

function hostPort(port: ContainerPort, hostNetwork: boolean | undefined) {
  return port.hostPort ?? (hostNetwork ? port.containerPort : undefined);
}

/** Names of the claims that a pod mounts, those generated for ephemeral volumes included. */
export function claimNamesOf(pod: Pod): string[] {
  const names: string[] = [];
  for (const volume of pod.spec?.volumes ?? []) {
    const claimed = volume.persistentVolumeClaim?.claimName;
    if (claimed) names.push(claimed);
    else if (volume.ephemeral)
      names.push(`${pod.metadata.name}-${volume.name}`);
  }
  return names;
}
