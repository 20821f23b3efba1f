import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** Claims whose volume is gone. */
export const lostClaims: Detector = {
  id: 'storage.pvc-lost',
  title: 'Volume of claim is lost',
  tier: 'problem',
  kinds: ['PersistentVolumeClaim'],
  documentation: {
    speaks:
      'A claim has the phase Lost: the volume that it was bound to no longer exists, and neither do its data for the cluster.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/',
    ],
  },

  *detect({ snapshot }) {
    for (const claim of snapshot.all('PersistentVolumeClaim')) {
      if (claim.status?.phase !== 'Lost') continue;
      if (claim.metadata.deletionTimestamp) continue;
      yield {
        subject: referenceTo(claim),
        severity: 'critical',
        message: `${claim.spec?.volumeName ? `PersistentVolume ${claim.spec.volumeName}` : 'The volume'} of claim ${claim.metadata.namespace}/${claim.metadata.name} no longer exists`,
        evidence: [
          field(claim, 'status.phase', claim.status.phase),
          field(claim, 'spec.volumeName', claim.spec?.volumeName),
        ],
      };
    }
  },
};
