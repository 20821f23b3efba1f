import type { EnvFromSource, EnvVar, Volume } from 'kubernetes-types/core/v1';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** A part of a pod that may name an object or a key of it. */
interface Source {
  name?: string;
  key?: string;
  items?: readonly { key: string }[];
}

const keysOf = oncePerObject((object: KubernetesObject) => {
  const { data, binaryData } = object as KnownKinds['ConfigMap'];
  return new Set([
    ...Object.keys(data ?? {}),
    ...Object.keys(binaryData ?? {}),
  ]);
});

/**
 * Whether every ConfigMap and Secret that a pod names exists, and has the keys that it names as far as contents were read. Far quicker than to list what the pod
 * needs, and never wrong when it says yes; it may say no for something that the pod can do without.
 */
export function isAllThere(pod: Pod, snapshot: ClusterSnapshot): boolean {
  const { namespace } = pod.metadata;
  const has = (kind: 'ConfigMap' | 'Secret', source: Source | undefined) => {
    if (!source?.name) return true;
    const object = snapshot.get(kind, namespace, source.name);
    if (!object) return false;
    const { key, items = [] } = source;
    if (key === undefined && items.length === 0) return true;
    if (!snapshot.hasContents(kind)) return true;
    const keys = keysOf(object);
    return (
      (key === undefined || keys.has(key)) &&
      items.every(each => keys.has(each.key))
    );
  };
  const { containers = [], initContainers = [], volumes = [] } = pod.spec ?? {};
  for (const list of [containers, initContainers]) {
    for (const { env = [], envFrom = [] } of list) {
      if (!env.every(each => isVariableThere(each, has))) return false;
      if (!envFrom.every(each => isSourceThere(each, has))) return false;
    }
  }
  return volumes.every(each => isVolumeThere(each, has));
}

type Has = (
  kind: 'ConfigMap' | 'Secret',
  source: Source | undefined,
) => boolean;

function isVariableThere({ valueFrom }: EnvVar, has: Has) {
  return (
    !valueFrom ||
    (has('ConfigMap', valueFrom.configMapKeyRef) &&
      has('Secret', valueFrom.secretKeyRef))
  );
}

function isSourceThere({ configMapRef, secretRef }: EnvFromSource, has: Has) {
  return has('ConfigMap', configMapRef) && has('Secret', secretRef);
}

function isVolumeThere(volume: Volume, has: Has) {
  const { configMap, secret, projected } = volume;
  return (
    !namesCredentials(volume) &&
    has('ConfigMap', configMap) &&
    (!secret ||
      has('Secret', { name: secret.secretName, items: secret.items })) &&
    (projected?.sources ?? []).every(
      each => has('ConfigMap', each.configMap) && has('Secret', each.secret),
    )
  );
}

/** Volumes of storage systems name Secrets in ways of their own. */
function namesCredentials(volume: Volume) {
  const { csi, flexVolume, cephfs, rbd, iscsi, azureFile } = volume;
  return Boolean(csi || flexVolume || cephfs || rbd || iscsi || azureFile);
}
