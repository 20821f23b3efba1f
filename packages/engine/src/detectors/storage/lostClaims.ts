import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** A claim whose volume is gone, and the data with it. */
export const lostClaims: Detector = {
  id: 'storage.pvc-lost',
  title: 'Volume of claim is lost',
  tier: 'problem',
  kinds: ['PersistentVolumeClaim'],

  *detect({ snapshot }) {
    for (const claim of snapshot.all('PersistentVolumeClaim')) {
      if (claim.status?.phase !== 'Lost') continue;
      if (claim.metadata.deletionTimestamp) continue;
      yield {
        subject: referenceTo(claim),
        severity: 'critical',
        message: `PersistentVolume ${claim.spec?.volumeName} of claim ${claim.metadata.namespace}/${claim.metadata.name} no longer exists`,
        evidence: [
          field(claim, 'status.phase', claim.status.phase),
          field(claim, 'spec.volumeName', claim.spec?.volumeName),
        ],
      };
    }
  },
};
