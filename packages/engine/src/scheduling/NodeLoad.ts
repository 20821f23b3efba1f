import type { ContainerPort } from 'kubernetes-types/core/v1';
import { ResourceGraph } from '../graph/ResourceGraph';
import { oncePerObject } from '../oncePerObject';
import { KnownKinds } from '../snapshot/objects';
import { Amounts, amountsOf, podRequests } from '../snapshot/podRequests';

type Pod = KnownKinds['Pod'];

export interface HostPort {
  port: number;
  protocol: string;
  address: string;
}

/** What a node has and what the pods on it have taken, as the scheduler counts it. */
export class NodeLoad {
  readonly allocatable: Amounts;
  readonly podCount: number;
  /** `namespace/claim` of every persistent volume claim in use. */
  readonly claims: ReadonlySet<string>;
  readonly #requested = new Map<string, number>();
  readonly #hostPorts: HostPort[] = [];

  constructor(node: KnownKinds['Node'], pods: readonly Pod[]) {
    this.allocatable = amountsOf(node.status?.allocatable);
    // A terminating pod holds its resources until it is gone.
    const running = pods.filter(pod => !hasFinished(pod));
    this.podCount = running.length;
    const claims = new Set<string>();
    for (const pod of running) {
      for (const [resource, amount] of podRequests(pod.spec)) {
        this.#requested.set(
          resource,
          (this.#requested.get(resource) ?? 0) + amount,
        );
      }
      for (const port of hostPortsOf(pod)) this.#hostPorts.push(port);
      for (const claim of claimNamesOf(pod)) {
        claims.add(`${pod.metadata.namespace}/${claim}`);
      }
    }
    this.claims = claims;
  }

  /** What is left of a resource; a resource that the node does not advertise is used up. */
  free(resource: string): number {
    return (
      (this.allocatable.get(resource) ?? 0) -
      (this.#requested.get(resource) ?? 0)
    );
  }

  /** Whether a port of the node is taken; an address of all zeros clashes with every address. */
  isTaken(wanted: HostPort): boolean {
    return this.#hostPorts.some(
      taken =>
        taken.port === wanted.port &&
        taken.protocol === wanted.protocol &&
        (taken.address === wanted.address ||
          [taken.address, wanted.address].includes('0.0.0.0')),
    );
  }
}

const loadsOf = oncePerObject((graph: ResourceGraph) =>
  oncePerObject(
    (node: KnownKinds['Node']) =>
      new NodeLoad(node, graph.podsOn(node.metadata.name)),
  ),
);

/** The load of a node by the pods of the snapshot, summed up once. */
export function loadOf(node: KnownKinds['Node'], graph: ResourceGraph) {
  return loadsOf(graph)(node);
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
