import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';

const VOLUME_SNAPSHOT = 'VolumeSnapshot.snapshot.storage.k8s.io';
const GRACE = minutes(10);

/** A snapshot of a volume that could not be taken. */
export const snapshotFailed: Detector = {
  id: 'storage.snapshot-failed',
  title: 'Snapshot of a volume failed',
  tier: 'problem',
  kinds: [VOLUME_SNAPSHOT],
  documentation: {
    speaks:
      'A VolumeSnapshot that is ten minutes old carries an error and is not ready to be used.',
    silent: 'An error of the past that a later attempt has overcome.',
    sources: ['https://kubernetes.io/docs/concepts/storage/volume-snapshots/'],
  },

  *detect({ snapshot }) {
    for (const each of snapshot.all(VOLUME_SNAPSHOT)) {
      const { deletionTimestamp, creationTimestamp } = each.metadata;
      const { error, readyToUse } = fieldsOf(each.status);
      if (deletionTimestamp || !error || readyToUse === true) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      const { message, time } = fieldsOf(error);
      yield {
        subject: referenceTo(each),
        severity: 'medium',
        message: `${nameOf(referenceTo(each))} cannot be taken: ${textOf(message) ?? 'no reason given'}`,
        evidence: [
          field(each, 'status.error.message', message),
          field(each, 'status.readyToUse', readyToUse),
          field(each, 'spec.source', fieldsOf(each.spec).source),
        ],
        since: textOf(time),
      };
    }
  },
};
