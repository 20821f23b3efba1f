import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DeclaredContainer } from '../shared/containers';

/** A value that a container is started with, and where it was written. */
export class Setting {
  readonly #name: string;
  readonly value: string;
  readonly object: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  readonly path: string;

  constructor(name: string, rest: Pick<Setting, 'value' | 'object' | 'path'>) {
    this.#name = name;
    this.value = rest.value;
    this.object = rest.object;
    this.path = rest.path;
  }

  /** Name of the variable or flag, upper case with underscores; empty for a bare argument. */
  get key(): string {
    return normalized(this.#name);
  }
}

/**
 * Variables and arguments of a container, or those of them whose value is asked for, as far as they are readable; ConfigMaps count, Secrets do not. The last definition of a variable
 * wins.
 */
export function settingsOf(
  pod: KnownKinds['Pod'],
  { container, path }: Pick<DeclaredContainer, 'container' | 'path'>,
  { snapshot }: DetectionContext,
  isAskedFor: (value: string) => boolean = () => true,
): Setting[] {
  const { env = [], envFrom = [] } = container;
  const { namespace } = pod.metadata;
  const isWanted = (value: unknown): value is string =>
    typeof value === 'string' && isAskedFor(value) && !value.includes('$(');
  const configMap = (name: string | undefined) =>
    snapshot.hasContents('ConfigMap')
      ? snapshot.get('ConfigMap', namespace, name)
      : undefined;

  const variables = new Map<string, Setting>();
  for (const { configMapRef, prefix = '' } of envFrom) {
    const object = configMapRef && configMap(configMapRef.name);
    for (const [key, value] of Object.entries(object?.data ?? {})) {
      const name = `${prefix}${key}`;
      variables.delete(name);
      if (isWanted(value))
        variables.set(
          name,
          new Setting(name, { value, object: object!, path: `data.${key}` }),
        );
    }
  }
  for (const [index, { name, value, valueFrom }] of env.entries()) {
    if (!name) continue;
    variables.delete(name);
    const reference = valueFrom?.configMapKeyRef;
    const object = reference && configMap(reference.name);
    const text = object?.data?.[reference?.key ?? ''];
    if (isWanted(value)) {
      const at = `${path}.env[${index}].value`;
      variables.set(name, new Setting(name, { value, object: pod, path: at }));
    } else if (object && isWanted(text)) {
      const at = `data.${reference?.key}`;
      variables.set(name, new Setting(name, { value: text, object, path: at }));
    }
  }
  const args = (['command', 'args'] as const).flatMap(list =>
    (container[list] ?? []).flatMap((argument, index) => {
      const [name, value] = flagOf(argument);
      const at = `${path}.${list}[${index}]`;
      return isWanted(value)
        ? [new Setting(name, { value, object: pod, path: at })]
        : [];
    }),
  );
  return [...variables.values(), ...args];
}

function flagOf(argument: string): [name: string, value: string] {
  const [, flag, value] = /^--?([\w.-]+)=(.*)$/s.exec(argument) ?? [];
  return flag ? [flag, value] : ['', argument];
}

/** `dbHost`, `db-host` and `DB_HOST` are the same word. */
function normalized(name: string) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
