import type { Container, Volume } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { CauseContext } from '../Cause';
import { OtherChange } from './OtherChange';

type Source = KnownKinds['ConfigMap'] | KnownKinds['Secret'];

/** What is written together with the object itself is no change of it. */
const SAME_TIME = seconds(60);

export interface ConfigurationWrites {
  /** The last write of each ConfigMap and Secret that the failing containers read at their start, if it was after the object was made. */
  known: readonly OtherChange[];
  /** Each of those objects was read, with the times of its writes. */
  areAllKnown: boolean;
}

/**
 * Writes of configuration that failing containers read when they start. What was written is not known: the API server keeps no earlier contents.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function configurationWrites({
  failures,
  snapshot,
}: CauseContext): ConfigurationWrites {
  const known = new Map<string, OtherChange>();
  let areAllKnown = true;
  for (const { container } of failures) {
    const { pod, spec } = container;
    for (const [kind, name] of sourcesOf(spec, pod.spec?.volumes ?? [])) {
      const source = snapshot.get(kind, pod.metadata.namespace, name);
      const at = source && lastWritten(source, 'data', 'binaryData');
      if (!source || !source.metadata.managedFields) areAllKnown = false;
      else if (at && isAfterCreation(source, at))
        known.set(`${kind}/${name}`, {
          at,
          evidence: field(source, 'metadata.managedFields[*].time', at),
          isRead: false,
        });
    }
  }
  return { known: [...known.values()], areAllKnown };
}

function isAfterCreation({ metadata }: Source, at: string) {
  const created = Date.parse(metadata.creationTimestamp ?? '');
  return Date.parse(at) > created + SAME_TIME;
}

function sourcesOf(
  container: Container | undefined,
  volumes: readonly Volume[],
): ['ConfigMap' | 'Secret', string][] {
  const sources: ['ConfigMap' | 'Secret', string | undefined][] = [];
  for (const { configMapRef, secretRef } of container?.envFrom ?? [])
    sources.push(
      ['ConfigMap', configMapRef?.name],
      ['Secret', secretRef?.name],
    );
  for (const { valueFrom } of container?.env ?? [])
    sources.push(
      ['ConfigMap', valueFrom?.configMapKeyRef?.name],
      ['Secret', valueFrom?.secretKeyRef?.name],
    );
  const mounted = new Set(container?.volumeMounts?.map(each => each.name));
  for (const { name, configMap, secret, projected } of volumes) {
    if (!mounted.has(name)) continue;
    sources.push(
      ['ConfigMap', configMap?.name],
      ['Secret', secret?.secretName],
      ...(projected?.sources ?? []).flatMap<
        ['ConfigMap' | 'Secret', string | undefined]
      >(each => [
        ['ConfigMap', each.configMap?.name],
        ['Secret', each.secret?.name],
      ]),
    );
  }
  return sources.filter(
    (each): each is ['ConfigMap' | 'Secret', string] => each[1] !== undefined,
  );
}
