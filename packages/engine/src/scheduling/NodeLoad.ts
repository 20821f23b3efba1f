import type { ContainerPort } from 'kubernetes-types/core/v1';
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
      this.#hostPorts.push(...hostPortsOf(pod));
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

export function hasFinished(pod: Pod): boolean {
  return ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
}

/** Ports of the node that a pod occupies; a pod in the host's network occupies each port it declares. */
export function hostPortsOf(pod: Pod): HostPort[] {
  const { containers = [], initContainers = [], hostNetwork } = pod.spec ?? {};
  const sidecars = initContainers.filter(
    each => each.restartPolicy === 'Always',
  );
  return [...containers, ...sidecars]
    .flatMap(container => container.ports ?? [])
    .flatMap(port => {
      const number = hostPort(port, hostNetwork);
      return number
        ? [
            {
              port: number,
              protocol: port.protocol ?? 'TCP',
              address: port.hostIP || '0.0.0.0',
            },
          ]
        : [];
    });
}

function hostPort(port: ContainerPort, hostNetwork: boolean | undefined) {
  return port.hostPort ?? (hostNetwork ? port.containerPort : undefined);
}

/** Names of the claims that a pod mounts, those generated for ephemeral volumes included. */
export function claimNamesOf(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap(volume => {
    if (volume.persistentVolumeClaim?.claimName)
      return [volume.persistentVolumeClaim.claimName];
    return volume.ephemeral ? [`${pod.metadata.name}-${volume.name}`] : [];
  });
}
