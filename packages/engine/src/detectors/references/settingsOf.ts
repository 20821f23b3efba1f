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

  /** The same setting of another pod with the same containers. */
  in(pod: KnownKinds['Pod']): Setting {
    return this.object.kind === 'Pod'
      ? new Setting(this.#name, { ...this, object: pod })
      : this;
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
  // A later definition of the same name counts, also where its value is not asked for.
  const define = (name: string, value: unknown, place: () => Place) => {
    if (isWanted(value)) {
      variables.delete(name);
      variables.set(name, new Setting(name, { value, ...place() }));
    } else if (variables.size > 0) variables.delete(name);
  };
  for (const { configMapRef, prefix = '' } of envFrom) {
    const object = configMapRef && configMap(configMapRef.name);
    if (!object?.data) continue;
    for (const key of Object.keys(object.data))
      define(`${prefix}${key}`, object.data[key], () => ({
        object,
        path: `data.${key}`,
      }));
  }
  for (let index = 0; index < env.length; index++) {
    const { name, value, valueFrom } = env[index];
    if (!name) continue;
    const reference = valueFrom?.configMapKeyRef;
    const object = reference && configMap(reference.name);
    if (object)
      define(name, object.data?.[reference.key], () => ({
        object,
        path: `data.${reference.key}`,
      }));
    else
      define(name, value, () => ({
        object: pod,
        path: `${path}.env[${index}].value`,
      }));
  }
  const settings = [...variables.values()];
  for (const list of ['command', 'args'] as const) {
    for (const [index, argument] of (container[list] ?? []).entries()) {
      const [name, value] = flagOf(argument);
      if (isWanted(value))
        settings.push(
          new Setting(name, {
            value,
            object: pod,
            path: `${path}.${list}[${index}]`,
          }),
        );
    }
  }
  return settings;
}

type Place = Pick<Setting, 'object' | 'path'>;

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
