import type { ContainerPort } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../snapshot/objects';

/** A port that a container declares. */
export interface PodPort {
  name?: string;
  number: number;
  protocol: string;
}

/** Ports of containers and of native sidecars: an ordinary init container is gone when traffic comes. */
export function podPorts({ spec }: KnownKinds['Pod']): PodPort[] {
  return [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []).filter(
      each => each.restartPolicy === 'Always',
    ),
  ].flatMap(container =>
    (container.ports ?? []).map(({ name, containerPort, protocol }) => ({
      name,
      number: containerPort,
      protocol: protocol ?? 'TCP',
    })),
  );
}

/** Whether a pod declares a port by its name or number. */
export function declaresPort(
  { spec }: KnownKinds['Pod'],
  port: number | string | undefined,
  protocol: string,
): boolean {
  for (const { ports } of spec?.containers ?? [])
    if (findPort(ports, port, protocol)) return true;
  for (const { ports, restartPolicy } of spec?.initContainers ?? [])
    if (restartPolicy === 'Always' && findPort(ports, port, protocol))
      return true;
  return false;
}

function findPort(
  ports: readonly ContainerPort[] | undefined,
  port: number | string | undefined,
  protocol: string,
) {
  for (const each of ports ?? []) {
    const is = typeof port === 'number' ? each.containerPort : each.name;
    if (is === port && (each.protocol ?? 'TCP') === protocol) return each;
  }
  return undefined;
}

/** The number of a pod's port that a Service or a policy means: a number is itself, a name is what the pod declares under it. */
export function podPortNumber(
  pod: KnownKinds['Pod'],
  port: number | string,
  protocol: string,
): number | undefined {
  if (typeof port === 'number') return port;
  return podPorts(pod).find(
    each => each.name === port && each.protocol === protocol,
  )?.number;
}
