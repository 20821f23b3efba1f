import type { Container, Probe } from 'kubernetes-types/core/v1';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { DeclaredContainer, declaredContainers } from '../shared/containers';
import { ProbeKind } from '../shared/probes';

/** A probe of a container and where it stands. */
export interface DeclaredProbe {
  declared: DeclaredContainer;
  kind: ProbeKind;
  probe: Probe;
  path: string;
}

const FIELDS = [
  ['startupProbe', 'Startup'],
  ['readinessProbe', 'Readiness'],
  ['livenessProbe', 'Liveness'],
] as const;

/** Every probe of a pod's containers. Ordinary init containers have none. */
export const probesOf = oncePerObject(
  (pod: KnownKinds['Pod']): readonly DeclaredProbe[] => {
    const found: DeclaredProbe[] = [];
    for (const declared of declaredContainers(pod)) {
      if (declared.role === 'init') continue;
      for (const [name, kind] of FIELDS) {
        const probe = declared.container[name];
        if (!probe) continue;
        found.push({ declared, kind, probe, path: `${declared.path}.${name}` });
      }
    }
    return found;
  },
);

/** Whether a probe of a pod dials a port that its own container does not declare. */
export function dialsUndeclaredPort({ spec }: KnownKinds['Pod']): boolean {
  const { containers, initContainers } = spec ?? {};
  return Boolean(
    containers?.some(hasStrayProbe) || initContainers?.some(hasStrayProbe),
  );
}

function hasStrayProbe(container: Container): boolean {
  return FIELDS.some(([name]) => {
    const probe = container[name];
    const port = probe && portDialledBy(probe);
    if (port === undefined) return false;
    return !container.ports?.some(
      each => each?.name === port || each?.containerPort === port,
    );
  });
}

/** The port that a probe dials; undefined for one that runs a command. */
export function portOf({ probe }: DeclaredProbe): number | string | undefined {
  return portDialledBy(probe);
}

function portDialledBy(probe: Probe): number | string | undefined {
  const action =
    probe.httpGet ??
    probe.tcpSocket ??
    (probe as { grpc?: { port: number } }).grpc;
  const port = action?.port;
  // A number that was written as a string is read as a number where no port has that name.
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
}
