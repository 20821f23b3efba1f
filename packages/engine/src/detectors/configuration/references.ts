import type {
  Container,
  Volume,
  VolumeProjection,
} from 'kubernetes-types/core/v1';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { declaredContainers } from '../shared/containers';

type Pod = KnownKinds['Pod'];

/** A pod's need for a ConfigMap or Secret, or for one key of it. Optional needs are none. */
export interface ConfigReference {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** When given, this key must exist too. */
  key?: string;
  /** Where the pod says so. */
  path: string;
  /** The containers that cannot start without it. */
  containers: readonly string[];
  /** The volume through which it is needed; absent for environment variables. */
  volume?: string;
  /** Whether that volume joins several sources. */
  projected?: boolean;
}

/** Every ConfigMap and Secret that a pod cannot start without. Volumes that no container mounts are left out, as the kubelet leaves them out. */
export const configReferencesOf = oncePerObject(
  (pod: Pod): readonly ConfigReference[] => {
    const fromEnvironment = declaredContainers(pod).flatMap(
      ({ container, path }) => environmentReferences(container, path),
    );
    const fromVolumes = (pod.spec?.volumes ?? []).flatMap((volume, index) => {
      const containers = mountersOf(pod, volume.name);
      return containers.length === 0
        ? []
        : volumeReferences(volume, `spec.volumes[${index}]`).map(each => ({
            ...each,
            containers,
            volume: volume.name,
          }));
    });
    return [...fromEnvironment, ...fromVolumes];
  },
);

/** Names of the containers that mount a volume, init containers first. */
function mountersOf(pod: Pod, volume: string): string[] {
  return declaredContainers(pod)
    .filter(({ container }) =>
      container.volumeMounts?.some(mount => mount.name === volume),
    )
    .map(({ container }) => container.name);
}

function environmentReferences(
  container: Container,
  path: string,
): ConfigReference[] {
  const containers = [container.name];
  const whole = (container.envFrom ?? []).flatMap((source, index) => [
    ...reference('ConfigMap', source.configMapRef, {
      path: `${path}.envFrom[${index}].configMapRef`,
      containers,
    }),
    ...reference('Secret', source.secretRef, {
      path: `${path}.envFrom[${index}].secretRef`,
      containers,
    }),
  ]);
  const keys = (container.env ?? []).flatMap(({ valueFrom }, index) => {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    if (!configMapKeyRef && !secretKeyRef) return [];
    return [
      ...reference('ConfigMap', configMapKeyRef, {
        key: configMapKeyRef?.key,
        path: `${path}.env[${index}].valueFrom.configMapKeyRef`,
        containers,
      }),
      ...reference('Secret', secretKeyRef, {
        key: secretKeyRef?.key,
        path: `${path}.env[${index}].valueFrom.secretKeyRef`,
        containers,
      }),
    ];
  });
  return [...whole, ...keys];
}

type VolumeReference = Omit<ConfigReference, 'containers' | 'volume'>;

function volumeReferences(volume: Volume, path: string): VolumeReference[] {
  const { configMap, secret, projected } = volume;
  return [
    ...withItems('ConfigMap', configMap, `${path}.configMap`),
    ...withItems(
      'Secret',
      secret && { ...secret, name: secret.secretName },
      `${path}.secret`,
    ),
    ...(projected?.sources ?? []).flatMap((source, index) =>
      projectionReferences(source, `${path}.projected.sources[${index}]`),
    ),
    ...credentialReferences(volume, path),
  ];
}

function projectionReferences(
  { configMap, secret }: VolumeProjection,
  path: string,
): VolumeReference[] {
  return [
    ...withItems('ConfigMap', configMap, `${path}.configMap`),
    ...withItems('Secret', secret, `${path}.secret`),
  ].map(each => ({ ...each, projected: true }));
}

/** Secrets with which the kubelet or a driver logs in to a storage system, in the pod's own namespace. */
function credentialReferences(volume: Volume, path: string): VolumeReference[] {
  const { csi, flexVolume, cephfs, rbd, iscsi, azureFile } = volume;
  if (!(csi || flexVolume || cephfs || rbd || iscsi || azureFile)) return [];
  const named: readonly (readonly [string, { name?: string } | undefined])[] = [
    ['csi.nodePublishSecretRef', csi?.nodePublishSecretRef],
    ['flexVolume.secretRef', flexVolume?.secretRef],
    ['cephfs.secretRef', cephfs?.secretRef],
    ['rbd.secretRef', rbd?.secretRef],
    ['iscsi.secretRef', iscsi?.secretRef],
    ['azureFile.secretName', azureFile && { name: azureFile.secretName }],
  ];
  return named.flatMap(([field, secret]) =>
    withItems('Secret', secret, `${path}.${field}`),
  );
}

interface Source {
  name?: string;
  optional?: boolean;
  items?: readonly { key: string }[];
}

function withItems(
  kind: ConfigReference['kind'],
  source: Source | undefined,
  path: string,
): VolumeReference[] {
  if (!source?.name || source.optional) return [];
  const { name, items = [] } = source;
  return items.length === 0
    ? [{ kind, name, path }]
    : items.map(({ key }, index) => ({
        kind,
        name,
        key,
        path: `${path}.items[${index}]`,
      }));
}

function reference(
  kind: ConfigReference['kind'],
  source: Source | undefined,
  rest: Omit<ConfigReference, 'kind' | 'name'>,
): ConfigReference[] {
  return source?.name && !source.optional
    ? [{ kind, name: source.name, ...rest }]
    : [];
}
