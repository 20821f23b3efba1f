import { Severity } from '../../findings/Finding';
import { FamilyRow } from '../detectorFamily';

/** Why a claim is not bound, by the row that says so. */
export const CLAIM_ROWS: readonly (FamilyRow & { severity: Severity })[] = [
  {
    id: 'storage.class-missing',
    severity: 'high',
    title: 'Storage class does not exist',
  },
  {
    id: 'storage.no-default-class',
    severity: 'high',
    title: 'Claim names no storage class and there is no default',
  },
  {
    id: 'storage.volume-absent',
    severity: 'high',
    title: 'Claim names a volume that does not exist',
  },
  {
    id: 'storage.volume-taken',
    severity: 'high',
    title: 'Volume belongs to another claim',
  },
  {
    id: 'storage.capacity-unmatched',
    severity: 'high',
    title: 'Every available volume is too small',
  },
  {
    id: 'storage.access-mode-unmatched',
    severity: 'high',
    title: 'No volume offers the access mode',
  },
  {
    id: 'storage.selector-unmatched',
    severity: 'high',
    title: 'No available volume matches the claim\u2019s selector',
  },
  {
    id: 'storage.volume-mode-unmatched',
    severity: 'high',
    title: 'No available volume has the volume mode',
  },
  {
    id: 'storage.class-name-unmatched',
    severity: 'high',
    title: 'Available volumes are of another class',
  },
  {
    id: 'storage.provisioning-failed',
    severity: 'high',
    title: 'Provisioning the volume fails',
  },
  {
    id: 'storage.pvc-pending',
    severity: 'medium',
    title: 'Claim is not bound',
  },
];
