import { Severity } from '../../findings/Finding';
import { FamilyRow } from '../detectorFamily';

/** Why a claim is not bound, by the row that says so. */
export const CLAIM_ROWS: readonly (FamilyRow & { severity: Severity })[] = [
  {
    id: 'storage.class-missing',
    severity: 'high',
    title: 'Storage class does not exist',
    documentation: {
      speaks:
        'A claim names a StorageClass that does not exist, and no volume fits that could be bound without it.',
      sources: ['https://kubernetes.io/docs/concepts/storage/storage-classes/'],
    },
    concludesFrom: ['StorageClass', 'PersistentVolume'],
  },
  {
    id: 'storage.no-default-class',
    severity: 'high',
    title: 'Claim names no storage class and there is no default',
    documentation: {
      speaks:
        'A claim names no StorageClass, none is the default, and no volume fits.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
      ],
    },
    concludesFrom: ['StorageClass', 'PersistentVolume'],
  },
  {
    id: 'storage.volume-absent',
    severity: 'high',
    title: 'Claim names a volume that does not exist',
    documentation: {
      speaks:
        'A claim names in spec.volumeName a PersistentVolume that does not exist.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.volume-taken',
    severity: 'high',
    title: 'Volume belongs to another claim',
    documentation: {
      speaks:
        'A claim names a PersistentVolume that belongs to another claim or is not available, or the only volumes that would fit belong to other claims.',
      silent: 'A volume that is reserved for this claim.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.capacity-unmatched',
    severity: 'high',
    title: 'Every available volume is too small',
    documentation: {
      speaks:
        'A claim is bound by hand, and volumes would fit but for their size.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#capacity',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.access-mode-unmatched',
    severity: 'high',
    title: 'No volume offers the access mode',
    documentation: {
      speaks:
        'A claim is bound by hand, and volumes would fit but for their access modes; or the provisioner says that it does not offer the access mode.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.selector-unmatched',
    severity: 'high',
    title: 'No available volume matches the claim\u2019s selector',
    documentation: {
      speaks:
        'A claim has a selector, for which nothing is provisioned, and volumes would fit but for their labels.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#selector',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.volume-mode-unmatched',
    severity: 'high',
    title: 'No available volume has the volume mode',
    documentation: {
      speaks:
        'A claim is bound by hand, and volumes would fit but for their volume mode, Block or Filesystem.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.class-name-unmatched',
    severity: 'high',
    title: 'Available volumes are of another class',
    documentation: {
      speaks:
        'A claim is bound by hand, and volumes would fit but for the storage class that they name.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
      ],
    },
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.provisioning-failed',
    severity: 'high',
    title: 'Provisioning the volume fails',
    documentation: {
      speaks:
        'The provisioner said within the last quarter of an hour that it cannot make the volume, and has not made it since.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#dynamic',
      ],
    },
    kinds: ['PersistentVolumeClaim', 'Event'],
  },
  {
    id: 'storage.pvc-pending',
    severity: 'medium',
    title: 'Claim is not bound',
    documentation: {
      speaks:
        'A claim has not been bound for five minutes, and no other row says why.',
      silent: 'A class whose provisioner does not run, which has its own row.',
    },
    concludesFrom: ['StorageClass'],
  },
];
