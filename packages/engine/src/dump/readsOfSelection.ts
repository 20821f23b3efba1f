import { KindRead } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';

/**
 * What the output of one `kubectl get` has read: the kinds that appear in it. It reads either one namespace or all of them, so that objects of a single namespace
 * say nothing about others.
 */
export function readsOfSelection(
  objects: readonly KubernetesObject[],
): KindRead[] {
  const namespaces = [
    ...new Set(objects.flatMap(each => each.metadata.namespace ?? [])),
  ];
  return [...new Set(objects.map(kindKey))].map(kind => ({
    kind,
    state: 'complete',
    ...(namespaces.length === 1 ? { namespaces } : {}),
  }));
}
