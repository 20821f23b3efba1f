import { Severity } from '../../findings/Finding';
import { FamilyRow } from '../detectorFamily';

/** Why a claim is not bound, by the row that says so. */
export const CLAIM_ROWS: readonly (FamilyRow & { severity: Severity })[] = [
  {
    id: 'storage.class-missing',
    severity: 'high',
    title: 'Storage class does not exist',
    concludesFrom: ['StorageClass'],
  },
  {
    id: 'storage.no-default-class',
    severity: 'high',
    title: 'Claim names no storage class and there is no default',
    concludesFrom: ['StorageClass'],
  },
  {
    id: 'storage.volume-absent',
    severity: 'high',
    title: 'Claim names a volume that does not exist',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.volume-taken',
    severity: 'high',
    title: 'Volume belongs to another claim',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.capacity-unmatched',
    severity: 'high',
    title: 'Every available volume is too small',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.access-mode-unmatched',
    severity: 'high',
    title: 'No volume offers the access mode',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.selector-unmatched',
    severity: 'high',
    title: 'No available volume matches the claim\u2019s selector',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.volume-mode-unmatched',
    severity: 'high',
    title: 'No available volume has the volume mode',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.class-name-unmatched',
    severity: 'high',
    title: 'Available volumes are of another class',
    concludesFrom: ['PersistentVolume'],
  },
  {
    id: 'storage.provisioning-failed',
    severity: 'high',
    title: 'Provisioning the volume fails',
    kinds: ['PersistentVolumeClaim', 'Event'],
  },
  {
    id: 'storage.pvc-pending',
    severity: 'medium',
    title: 'Claim is not bound',
    concludesFrom: ['StorageClass'],
  },
];
