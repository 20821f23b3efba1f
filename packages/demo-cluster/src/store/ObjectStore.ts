import { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';
import { TypeRegistry } from '../api/TypeRegistry';
import type { Change } from './Change';
import { ChangeLog } from './ChangeLog';

export interface ObjectStoreOptions {
  types: TypeRegistry;
  objects: readonly KubernetesObject[];
  /** The resource version at start; objects that bring none of their own get this one. */
  startRevision: number;
  /** How many writes are remembered for watches and continued lists. Defaults to 5000. */
  historyLimit?: number;
}

/**
 * The objects of one cluster, and the order in which they changed.
 *
 * Objects are never changed in place: every write puts a new object under a new revision, so what was handed out stays as it was.
 */
export class ObjectStore {
  readonly changes: ChangeLog;
  readonly #byType = new Map<ResourceType, Map<string, KubernetesObject>>();
  #revision: number;

  constructor(options: ObjectStoreOptions) {
    this.#revision = options.startRevision;
    this.changes = new ChangeLog({
      start: options.startRevision,
      limit: options.historyLimit ?? 5000,
    });
    for (const object of options.objects) {
      const type = options.types.typeOf(object);
      if (type) this.#load(type, object);
    }
  }

  /** The resource version of the latest write. */
  get revision(): number {
    return this.#revision;
  }

  get(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#of(type).get(keyOf({ namespace, name }));
  }

  /** Objects of a kind by namespace and name, in all namespaces unless one is given. */
  list(type: ResourceType, namespace?: string): KubernetesObject[] {
    return sorted(this.#of(type), namespace);
  }

  /** What `list` returned at an earlier revision; undefined when that is no longer known. */
  listAt(
    revision: number,
    type: ResourceType,
    namespace?: string,
  ): KubernetesObject[] | undefined {
    const later = this.changes.since(revision);
    if (!later) return undefined;
    const objects = new Map(this.#of(type));
    for (const change of [...later].reverse()) {
      if (change.type !== type) continue;
      const key = keyOf(change.object.metadata);
      if (change.previous) objects.set(key, change.previous);
      else objects.delete(key);
    }
    return sorted(objects, namespace);
  }

  /** All objects of all kinds. */
  *all(): Generator<{ type: ResourceType; object: KubernetesObject }> {
    for (const [type, objects] of this.#byType) {
      for (const object of objects.values()) yield { type, object };
    }
  }

  /** Adds or replaces an object under the next revision and returns it with that resource version. */
  put(type: ResourceType, object: KubernetesObject): KubernetesObject {
    const key = keyOf(object.metadata);
    const previous = this.#of(type).get(key);
    return this.#record(
      previous ? 'MODIFIED' : 'ADDED',
      type,
      object,
      previous,
    );
  }

  /** Removes an object and returns its last state; undefined when there is none. */
  remove(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const previous = this.get(type, namespace, name);
    return previous && this.#record('DELETED', type, previous, previous);
  }

  #record(
    action: Change['action'],
    type: ResourceType,
    written: KubernetesObject,
    previous: KubernetesObject | undefined,
  ): KubernetesObject {
    const revision = ++this.#revision;
    const object = withRevision(written, revision);
    const key = keyOf(object.metadata);
    if (action === 'DELETED') this.#of(type).delete(key);
    else this.#of(type).set(key, object);
    this.changes.append({ revision, action, type, object, previous });
    return object;
  }

  #load(type: ResourceType, object: KubernetesObject) {
    const own = Number(object.metadata.resourceVersion);
    const known = Number.isSafeInteger(own) && own > 0;
    this.#of(type).set(
      keyOf(object.metadata),
      known ? object : withRevision(object, this.#revision),
    );
  }

  #of(type: ResourceType): Map<string, KubernetesObject> {
    let objects = this.#byType.get(type);
    if (!objects) this.#byType.set(type, (objects = new Map()));
    return objects;
  }
}

/** The key in whose order lists are sorted, as in etcd. */
export function keyOf(metadata: { namespace?: string; name: string }): string {
  return metadata.namespace
    ? `${metadata.namespace}/${metadata.name}`
    : metadata.name;
}

function sorted(
  objects: ReadonlyMap<string, KubernetesObject>,
  namespace: string | undefined,
): KubernetesObject[] {
  return [...objects]
    .filter(
      ([, object]) => !namespace || object.metadata.namespace === namespace,
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, object]) => object);
}

function withRevision(
  object: KubernetesObject,
  revision: number,
): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(revision) },
  };
}
