import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';

/** A ConfigMap or Secret that a pod names, whether or not it can do without. */
export interface NamedSource {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** The only key that is asked for. */
  key: string | undefined;
  /** The keys that a volume picks out. */
  items: readonly { key: string }[] | undefined;
  /** What stands before the keys where all of them become variables. */
  prefix: string | undefined;
}

/** The parts of an API type by which it names a ConfigMap or a Secret. */
interface Named {
  name?: string;
  key?: string;
  items?: readonly { key: string }[];
}

/** The ConfigMaps and Secrets that the environment and the volumes of a pod name. */
export class NamedSources {
  readonly sources: NamedSource[] = [];
  /** Volumes of neither, save those that start empty. Drivers name what they need in ways of their own. */
  readonly otherVolumes: Volume[] = [];

  constructor(spec: PodSpec | undefined) {
    for (const each of spec?.initContainers ?? []) this.#readContainer(each);
    for (const each of spec?.containers ?? []) this.#readContainer(each);
    for (const each of spec?.volumes ?? []) this.#readVolume(each);
  }

  // A list of untrusted text may have gaps.
  #readContainer({ env, envFrom }: Container) {
    for (const source of envFrom ?? []) {
      const prefix = source?.prefix ?? '';
      this.#add('ConfigMap', source?.configMapRef, prefix);
      this.#add('Secret', source?.secretRef, prefix);
    }
    for (const variable of env ?? []) {
      const from = variable?.valueFrom;
      if (!from) continue;
      this.#add('ConfigMap', from.configMapKeyRef);
      this.#add('Secret', from.secretKeyRef);
    }
  }

  #readVolume(volume: Volume | undefined) {
    if (!volume) return;
    const { configMap, secret, projected, emptyDir } = volume;
    if (configMap) this.#add('ConfigMap', configMap);
    else if (secret)
      this.#add('Secret', { name: secret.secretName, items: secret.items });
    else if (projected)
      for (const source of projected.sources ?? []) {
        this.#add('ConfigMap', source?.configMap);
        this.#add('Secret', source?.secret);
      }
    else if (!emptyDir) this.otherVolumes.push(volume);
  }

  #add(kind: NamedSource['kind'], named: Named | undefined, prefix?: string) {
    if (!named?.name) return;
    const { name, key, items } = named;
    this.sources.push({ kind, name, key, items, prefix });
  }
}
