import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Mismatch, mismatches } from '../../scheduling/volumeBinding';

type Claim = KnownKinds['PersistentVolumeClaim'];
type Volume = KnownKinds['PersistentVolume'];

/** Which row speaks of volumes that fail nothing but one requirement. */
const ROW_OF: Readonly<Record<Mismatch, string>> = {
  capacity: 'storage.capacity-unmatched',
  accessModes: 'storage.access-mode-unmatched',
  selector: 'storage.selector-unmatched',
  volumeMode: 'storage.volume-mode-unmatched',
  taken: 'storage.volume-taken',
  class: 'storage.class-name-unmatched',
};

export interface NearMiss {
  detector: string;
  mismatch: Mismatch;
  volumes: readonly Volume[];
}

/**
 * The requirement that alone keeps existing volumes from a claim that is bound by hand. Requirements are judged in the order of the table; undefined when every
 * volume fails in several ways, or one fits.
 */
export function nearestMiss(
  claim: Claim,
  snapshot: ClusterSnapshot,
): NearMiss | undefined {
  const byMismatch = new Map<Mismatch, Volume[]>();
  for (const volume of snapshot.all('PersistentVolume')) {
    if (volume.metadata.deletionTimestamp) continue;
    const failed = mismatches(claim, volume);
    if (failed.length === 0) return undefined;
    if (failed.length > 1) continue;
    const [mismatch] = failed;
    const volumes = byMismatch.get(mismatch);
    if (volumes) volumes.push(volume);
    else byMismatch.set(mismatch, [volume]);
  }
  for (const mismatch of Object.keys(ROW_OF) as Mismatch[]) {
    const volumes = byMismatch.get(mismatch);
    if (volumes) return { detector: ROW_OF[mismatch], mismatch, volumes };
  }
  return undefined;
}

/** Whether an existing volume could be bound to a claim now. */
export function hasFittingVolume(
  claim: Claim,
  snapshot: ClusterSnapshot,
): boolean {
  return snapshot
    .all('PersistentVolume')
    .some(volume => mismatches(claim, volume).length === 0);
}
