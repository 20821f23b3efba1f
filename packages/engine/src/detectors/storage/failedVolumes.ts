import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** A volume that could not be deleted or recycled after its claim was gone. */
export const failedVolumes: Detector = {
  id: 'storage.pv-failed',
  title: 'Volume could not be reclaimed',
  tier: 'problem',
  kinds: ['PersistentVolume'],

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
