import type { Container } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

/**
 * The names of environment variables that a container has before its own `env` is read: those of `envFrom` and of Services. Undefined when one of their sources was not
 * read.
 */
export function knownVariables(
  pod: KnownKinds['Pod'],
  container: Container,
  context: DetectionContext,
): Set<string> | undefined {
  const fromSources = sourceVariables(pod, container, context);
  const fromServices = serviceVariables(pod, context);
  return fromSources && fromServices
    ? new Set([...fromSources, ...fromServices])
    : undefined;
}

function sourceVariables(
  pod: KnownKinds['Pod'],
  { envFrom = [] }: Container,
  { snapshot }: DetectionContext,
): string[] | undefined {
  const names: string[] = [];
  for (const { configMapRef, secretRef, prefix = '' } of envFrom) {
    const kind = configMapRef ? 'ConfigMap' : 'Secret';
    const source = configMapRef ?? secretRef;
    const found = snapshot.lookup(kind, pod.metadata.namespace, source?.name);
    if (found.state === 'unknown' || !snapshot.hasContents(kind))
      return undefined;
    if (found.state === 'absent') continue;
    names.push(
      ...Object.keys(found.object.data ?? {}).map(key => `${prefix}${key}`),
    );
  }
  return names;
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables */
function serviceVariables(
  pod: KnownKinds['Pod'],
  { snapshot }: DetectionContext,
): string[] | undefined {
  const { namespace } = pod.metadata;
  if (snapshot.readState('Service', namespace) !== 'complete') return undefined;
  const linked =
    pod.spec?.enableServiceLinks === false
      ? []
      : snapshot.inNamespace('Service', namespace);
  const apiServer = snapshot.get('Service', 'default', 'kubernetes');
  return [
    ...variablesOf('kubernetes', apiServer),
    ...linked.flatMap(each => variablesOf(each.metadata.name, each)),
  ];
}

function variablesOf(
  name: string,
  service: KnownKinds['Service'] | undefined,
): string[] {
  const prefix = name.toUpperCase().replace(/-/g, '_');
  const ports = service?.spec?.ports ?? [{ port: 443, protocol: 'TCP' }];
  const named = ports.flatMap(port =>
    port.name
      ? [`${prefix}_SERVICE_PORT_${port.name.toUpperCase().replace(/-/g, '_')}`]
      : [],
  );
  const links = ports.flatMap(({ port, protocol = 'TCP' }) => {
    const link = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    return [link, `${link}_PROTO`, `${link}_PORT`, `${link}_ADDR`];
  });
  return [
    `${prefix}_SERVICE_HOST`,
    `${prefix}_SERVICE_PORT`,
    `${prefix}_PORT`,
    ...named,
    ...links,
  ];
}
