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
