import type { Volume } from 'kubernetes-types/core/v1';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { NamedSource } from '../shared/NamedSources';
import { configurationOf } from '../shared/PodConfiguration';

type Pod = KnownKinds['Pod'];

/**
 * Whether every ConfigMap and Secret that a pod names exists, and has the keys that it names as far as contents were read. Far quicker than to list what the pod
 * needs, and never wrong when it says yes; it may say no for something that the pod can do without.
 */
export function isAllThere(pod: Pod, snapshot: ClusterSnapshot): boolean {
  const { namespace } = pod.metadata;
  const { sources, otherVolumes } = configurationOf(pod);
  for (const source of sources)
    if (!isThere(source, namespace, snapshot)) return false;
  return !otherVolumes.some(namesCredentials);
}

function isThere(
  { kind, name, key, items }: NamedSource,
  namespace: string | undefined,
  snapshot: ClusterSnapshot,
) {
  const object = snapshot.get(kind, namespace, name);
  if (!object) return false;
  if (key === undefined && !items?.length) return true;
  if (!snapshot.hasContents(kind)) return true;
  return (
    (key === undefined || hasKey(object, key)) &&
    (items ?? []).every(each => hasKey(object, each.key))
  );
}

function hasKey(object: KubernetesObject, key: string) {
  const { data, binaryData } = object as KnownKinds['ConfigMap'];
  return Object.hasOwn(data ?? {}, key) || Object.hasOwn(binaryData ?? {}, key);
}

/** Volumes of storage systems name Secrets in ways of their own. */
function namesCredentials(volume: Volume) {
  const { csi, flexVolume, cephfs, rbd, iscsi, azureFile } = volume;
  return Boolean(csi || flexVolume || cephfs || rbd || iscsi || azureFile);
}
