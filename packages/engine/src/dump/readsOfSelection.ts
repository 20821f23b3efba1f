import { KindRead } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { API_RESOURCES, keyOfResource, kindKey } from '../snapshot/resources';

/**
 * What the output of one `kubectl get` has read: the kinds that appear in it, and no others. It reads either one namespace or all of them, so that objects of a
 * single namespace say nothing about others.
 */
export function readsOfSelection(
  objects: readonly KubernetesObject[],
): KindRead[] {
  const namespaces = [
    ...new Set(objects.flatMap(each => each.metadata.namespace ?? [])),
  ];
  const kinds = new Set(objects.map(kindKey));
  const others = API_RESOURCES.map(keyOfResource).filter(
    kind => !kinds.has(kind),
  );
  return [
    ...[...kinds].map<KindRead>(kind => ({
      kind,
      state: 'complete',
      ...(namespaces.length === 1 ? { namespaces } : {}),
    })),
    ...others.map<KindRead>(kind => ({ kind, state: 'notCaptured' })),
  ];
}

/** What manifests tell of a cluster: of each kind that appears in them some objects, beside which there may be more, and as many pods, which none of them have made. */
export function readsOfManifests(
  objects: readonly KubernetesObject[],
): KindRead[] {
  return [
    ...readsOfSelection(objects)
      .filter(({ kind }) => kind !== 'Pod')
      .map<KindRead>(({ kind, state }) => ({
        kind,
        state: state === 'complete' ? 'partial' : state,
      })),
    { kind: 'Pod', state: 'partial' },
  ];
}
