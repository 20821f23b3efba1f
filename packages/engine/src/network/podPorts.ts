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
    (container.ports ?? []).flatMap(
      ({ name, containerPort, protocol = 'TCP' }) =>
        containerPort === undefined
          ? []
          : [{ name, number: containerPort, protocol }],
    ),
  );
}

/** Whether a pod declares a port by its name or number. */
export function declaresPort(
  pod: KnownKinds['Pod'],
  port: number | string | undefined,
  protocol: string,
): boolean {
  return declaredPort(pod, port, protocol) !== undefined;
}

/** The number of a pod's port that a Service or a policy means: a number is itself, a name is what the pod declares under it. */
export function podPortNumber(
  pod: KnownKinds['Pod'],
  port: number | string,
  protocol: string,
): number | undefined {
  if (typeof port === 'number') return port;
  return declaredPort(pod, port, protocol)?.containerPort;
}

function declaredPort(
  { spec }: KnownKinds['Pod'],
  port: number | string | undefined,
  protocol: string,
) {
  for (const { ports } of spec?.containers ?? []) {
    const found = findPort(ports, port, protocol);
    if (found) return found;
  }
  for (const { ports, restartPolicy } of spec?.initContainers ?? []) {
    if (restartPolicy !== 'Always') continue;
    const found = findPort(ports, port, protocol);
    if (found) return found;
  }
  return undefined;
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
