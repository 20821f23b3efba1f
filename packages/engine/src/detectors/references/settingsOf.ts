import type { Container } from 'kubernetes-types/core/v1';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

/** A value that a container is started with, and where it was written. */
export interface Setting {
  /** Name of the variable or flag, upper case with underscores; empty for a bare argument. */
  key: string;
  value: string;
  object: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  path: string;
}

/** Variables and arguments of a container as far as they are readable; ConfigMaps count, Secrets do not. The last definition of a variable wins. */
export function settingsOf(
  pod: KnownKinds['Pod'],
  container: Container,
  path: string,
  { snapshot }: DetectionContext,
): Setting[] {
  const { namespace } = pod.metadata;
  const variables = new Map<string, Setting>();
  const set = (name: string, setting: Omit<Setting, 'key'>) =>
    variables.set(name, { key: normalized(name), ...setting });
  const configMap = (name: string | undefined) =>
    snapshot.hasContents('ConfigMap')
      ? snapshot.get('ConfigMap', namespace, name)
      : undefined;

  for (const { configMapRef, prefix = '' } of container.envFrom ?? []) {
    const object = configMapRef && configMap(configMapRef.name);
    for (const [key, value] of Object.entries(object?.data ?? {}))
      set(`${prefix}${key}`, { value, object: object!, path: `data.${key}` });
  }
  for (const [index, variable] of (container.env ?? []).entries()) {
    const { name, value, valueFrom } = variable;
    const reference = valueFrom?.configMapKeyRef;
    const object = reference && configMap(reference.name);
    const text = object?.data?.[reference?.key ?? ''];
    if (!name) continue;
    variables.delete(name);
    if (value !== undefined)
      set(name, { value, object: pod, path: `${path}.env[${index}].value` });
    else if (object && text !== undefined)
      set(name, { value: text, object, path: `data.${reference?.key}` });
  }
  const args = (['command', 'args'] as const).flatMap(list =>
    (container[list] ?? []).map((argument, index) => ({
      ...flagOf(argument),
      object: pod,
      path: `${path}.${list}[${index}]`,
    })),
  );
  return [...variables.values(), ...args].filter(
    ({ value }) => typeof value === 'string' && !value.includes('$('),
  );
}

function flagOf(argument: string): Pick<Setting, 'key' | 'value'> {
  const [, flag, value] = /^--?([\w.-]+)=(.*)$/s.exec(argument) ?? [];
  return flag ? { key: normalized(flag), value } : { key: '', value: argument };
}

/** `dbHost`, `db-host` and `DB_HOST` are the same word. */
function normalized(name: string) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
