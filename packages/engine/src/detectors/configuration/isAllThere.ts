import type {
  EnvFromSource,
  EnvVarSource,
  Volume,
} from 'kubernetes-types/core/v1';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** A part of a pod that may name an object or a key of it. */
interface Source {
  name?: string;
  key?: string;
  items?: readonly { key: string }[];
}

/**
 * Whether every ConfigMap and Secret that a pod names exists, and has the keys that it names as far as contents were read. Far quicker than to list what the pod
 * needs, and never wrong when it says yes; it may say no for something that the pod can do without.
 */
export function isAllThere(pod: Pod, snapshot: ClusterSnapshot): boolean {
  const { namespace } = pod.metadata;
  const { containers = [], initContainers = [], volumes = [] } = pod.spec ?? {};
  const has: Has = (kind, source) => isThere(kind, source, namespace, snapshot);
  for (const list of [containers, initContainers]) {
    for (const { env = [], envFrom = [] } of list) {
      for (const { valueFrom } of env)
        if (valueFrom && !isVariableThere(valueFrom, has)) return false;
      for (const source of envFrom)
        if (!isSourceThere(source, has)) return false;
    }
  }
  for (const volume of volumes) if (!isVolumeThere(volume, has)) return false;
  return true;
}

type Has = (
  kind: 'ConfigMap' | 'Secret',
  source: Source | undefined,
) => boolean;

function isThere(
  kind: 'ConfigMap' | 'Secret',
  source: Source | undefined,
  namespace: string | undefined,
  snapshot: ClusterSnapshot,
) {
  if (!source?.name) return true;
  const object = snapshot.get(kind, namespace, source.name);
  if (!object) return false;
  const { key, items } = source;
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

function isVariableThere(
  { configMapKeyRef, secretKeyRef }: EnvVarSource,
  has: Has,
) {
  return has('ConfigMap', configMapKeyRef) && has('Secret', secretKeyRef);
}

function isSourceThere({ configMapRef, secretRef }: EnvFromSource, has: Has) {
  return has('ConfigMap', configMapRef) && has('Secret', secretRef);
}

function isVolumeThere(volume: Volume, has: Has) {
  const { configMap, secret, projected, emptyDir } = volume;
  if (emptyDir) return true;
  if (configMap) return has('ConfigMap', configMap);
  if (secret)
    return has('Secret', { name: secret.secretName, items: secret.items });
  if (projected) {
    for (const source of projected.sources ?? [])
      if (!has('ConfigMap', source.configMap) || !has('Secret', source.secret))
        return false;
    return true;
  }
  return !namesCredentials(volume);
}

/** Volumes of storage systems name Secrets in ways of their own. */
function namesCredentials(volume: Volume) {
  const { csi, flexVolume, cephfs, rbd, iscsi, azureFile } = volume;
  return Boolean(csi || flexVolume || cephfs || rbd || iscsi || azureFile);
}
