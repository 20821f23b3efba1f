import {
  CoreV1Api,
  StorageV1Api,
  V1PersistentVolumeClaim,
} from '@kubernetes/client-node';
import { nameOf } from '../scenario/reference';

/** The provisioner that the cluster's own StorageClasses name. */
export const PROVISIONER = 'ebs.csi.aws.com';

const CLAIMED_BY = 'volume.kubernetes.io/storage-provisioner';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/**
 * Does what the external provisioner of a CSI driver does: makes a volume for each claim that the controller manager has handed to it.
 *
 * @param left - names of claims for which nothing is made
 */
export async function provisionVolumes(
  core: CoreV1Api,
  left: ReadonlySet<string>,
): Promise<void> {
  const { items } = await core.listPersistentVolumeClaimForAllNamespaces();
  for (const claim of items) {
    const { annotations, namespace, name = '' } = claim.metadata ?? {};
    if (
      claim.spec?.volumeName ||
      annotations?.[CLAIMED_BY] !== PROVISIONER ||
      claim.metadata?.deletionTimestamp ||
      left.has(nameOf({ kind: 'PersistentVolumeClaim', namespace, name }))
    ) {
      continue;
    }
    await core
      .createPersistentVolume({ body: volumeFor(claim) })
      .catch(error => {
        if (error.code !== 409) throw error;
      });
  }
}

/** Does what the attacher of a CSI driver does. */
export async function attachVolumes(storage: StorageV1Api): Promise<void> {
  const { items } = await storage.listVolumeAttachment();
  for (const attachment of items) {
    const { metadata, spec, status } = attachment;
    if (spec.attacher !== PROVISIONER || status || metadata?.deletionTimestamp)
      continue;
    await storage.replaceVolumeAttachmentStatus({
      name: metadata?.name ?? '',
      body: { ...attachment, status: { attached: true } },
    });
  }
}

function volumeFor({ metadata = {}, spec }: V1PersistentVolumeClaim) {
  const { uid, name, namespace, annotations } = metadata;
  const node = annotations?.[SELECTED_NODE];
  return {
    metadata: {
      name: `pvc-${uid}`,
      annotations: { 'pv.kubernetes.io/provisioned-by': PROVISIONER },
    },
    spec: {
      capacity: { storage: spec?.resources?.requests?.storage ?? '1Gi' },
      accessModes: spec?.accessModes,
      volumeMode: spec?.volumeMode,
      storageClassName: spec?.storageClassName,
      persistentVolumeReclaimPolicy: 'Delete',
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name,
        namespace,
        uid,
      },
      csi: {
        driver: PROVISIONER,
        volumeHandle: `vol-${uid?.slice(0, 8)}`,
        fsType: 'ext4',
      },
      ...(node ? { nodeAffinity: { required: zoneTerm(node) } } : {}),
    },
  };
}

/** The volume stays in the zone of the node for which it was made. */
function zoneTerm(node: string) {
  return {
    nodeSelectorTerms: [
      {
        matchExpressions: [
          {
            key: 'topology.kubernetes.io/zone',
            operator: 'In',
            values: [zoneOf(node)],
          },
        ],
      },
    ],
  };
}

/** `worker-1` stands in zone a, `worker-2` in zone b, and so on. */
export function zoneOf(node: string): string {
  const number = Number(/\d+$/.exec(node)?.[0] ?? 1);
  return `eu-west-1${'abc'[(number - 1) % 3]}`;
}
