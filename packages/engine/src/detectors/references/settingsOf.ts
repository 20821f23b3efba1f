import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DeclaredContainer } from '../shared/containers';

/** A value that a container is started with, and where it was written. */
export class Setting {
  readonly #name: string;
  readonly value: string;
  readonly object: Place;
  readonly path: string;
  #key: string | undefined;

  constructor(name: string, value: string, object: Place, path: string) {
    this.#name = name;
    this.value = value;
    this.object = object;
    this.path = path;
  }

  /** The same setting of another pod with the same containers. */
  in(pod: KnownKinds['Pod']): Setting {
    return this.object.kind === 'Pod'
      ? new Setting(this.#name, this.value, pod, this.path)
      : this;
  }

  /** Name of the variable or flag, upper case with underscores; empty for a bare argument. */
  get key(): string {
    this.#key ??= normalized(this.#name);
    return this.#key;
  }
}

type Place = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/** Whether a setting is of interest, by its value and by its name as written, which is empty for a bare argument. */
export type IsAskedFor = (value: string, name: string) => boolean;

/**
 * Variables and arguments of a container, or those of them that are asked for, as far as they are readable; ConfigMaps count, Secrets do not. The last definition of
 * a variable wins.
 */
export function settingsOf(
  pod: KnownKinds['Pod'],
  { container, path }: Pick<DeclaredContainer, 'container' | 'path'>,
  { snapshot }: DetectionContext,
  isAskedFor: IsAskedFor = () => true,
): readonly Setting[] {
  const { env, envFrom } = container;
  const { namespace } = pod.metadata;
  const isWanted = (value: unknown, name: string): value is string =>
    typeof value === 'string' &&
    isAskedFor(value, name) &&
    !value.includes('$(');
  const configMap = (name: string | undefined) =>
    snapshot.hasContents('ConfigMap')
      ? snapshot.get('ConfigMap', namespace, name)
      : undefined;

  const variables = new Map<string, Setting>();
  // A later definition of the same name counts, also where its value is not asked for.
  const forget = (name: string) => variables.size > 0 && variables.delete(name);
  for (const { configMapRef, prefix = '' } of envFrom ?? []) {
    const object = configMapRef && configMap(configMapRef.name);
    if (!object?.data) continue;
    for (const key of Object.keys(object.data)) {
      const name = prefix + key;
      const value: unknown = object.data[key];
      forget(name);
      if (isWanted(value, name))
        variables.set(name, new Setting(name, value, object, `data.${key}`));
    }
  }
  let index = -1;
  for (const { name, value: literal, valueFrom } of env ?? []) {
    index += 1;
    if (!name) continue;
    forget(name);
    const reference = valueFrom?.configMapKeyRef;
    const object = reference && configMap(reference.name);
    const value = object ? object.data?.[reference.key] : literal;
    if (!isWanted(value, name)) continue;
    const setting = object
      ? new Setting(name, value, object, `data.${reference.key}`)
      : new Setting(name, value, pod, `${path}.env[${index}].value`);
    variables.set(name, setting);
  }
  const settings = [...variables.values()];
  for (const list of ['command', 'args'] as const) {
    index = -1;
    for (const argument of container[list] ?? []) {
      index += 1;
      const [name, value] = flagOf(argument);
      if (isWanted(value, name))
        settings.push(
          new Setting(name, value, pod, `${path}.${list}[${index}]`),
        );
    }
  }
  return settings;
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
