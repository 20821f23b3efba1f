import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** Volumes that could not be reclaimed. */
export const failedVolumes: Detector = {
  id: 'storage.pv-failed',
  title: 'Volume could not be reclaimed',
  tier: 'problem',
  kinds: ['PersistentVolume'],
  documentation: {
    speaks:
      'A volume has the phase Failed: it could not be deleted or recycled after its claim was gone.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const volume of snapshot.all('PersistentVolume')) {
      if (volume.status?.phase !== 'Failed') continue;
      if (volume.metadata.deletionTimestamp) continue;
      const [event] = graph.eventsOf(volume, {
        reasons: ['VolumeFailedDelete', 'VolumeFailedRecycle'],
      });
      yield {
        subject: referenceTo(volume),
        severity: 'high',
        message: `PersistentVolume ${volume.metadata.name} has failed: ${volume.status.message ?? event?.message ?? 'no reason given'}`,
        evidence: [
          field(volume, 'status.phase', volume.status.phase),
          ...(event ? [eventEvidence(event)] : []),
        ],
      };
    }
  },
};
