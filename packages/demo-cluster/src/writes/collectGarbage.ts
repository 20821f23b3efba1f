import type { KubernetesObject } from '@opsagent/engine';
import type { DemoApi } from '../api/DemoApi';
import type { ResourceType } from '../api/ResourceType';
import type { DeleteOptions } from './DeleteOptions';

/**
 * What follows from a deletion: dependents without another living owner go too, and theirs; with the policy Orphan they only lose the reference. A namespace
 * takes everything in it along.
 */
export function collectGarbage(
  api: DemoApi,
  type: ResourceType,
  deleted: KubernetesObject,
  { propagation }: Pick<DeleteOptions, 'propagation'>,
): void {
  const { uid, name } = deleted.metadata;
  if (api.store.get(type, deleted.metadata.namespace, name)) return;
  for (const { type: kind, object } of [...api.store.all()]) {
    const { metadata } = object;
    const inside = type.kind === 'Namespace' && metadata.namespace === name;
    const owners = metadata.ownerReferences ?? [];
    const others = owners.filter(owner => owner.uid !== uid);
    const dependent = uid !== undefined && others.length < owners.length;
    if (
      inside ||
      (dependent &&
        propagation !== 'Orphan' &&
        !others.some(owner => isAlive(api, owner.uid)))
    ) {
      api.store.remove(kind, metadata.namespace, metadata.name);
      collectGarbage(api, kind, object, { propagation });
    } else if (dependent) {
      api.store.put(kind, {
        ...object,
        metadata: { ...metadata, ownerReferences: others },
      });
    }
  }
}

function isAlive({ store }: DemoApi, uid: string): boolean {
  for (const { object } of store.all()) {
    if (object.metadata.uid === uid) return true;
  }
  return false;
}
