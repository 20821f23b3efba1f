import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';

const GRACE = minutes(15);

/** Finalizers that go away by themselves once the objects that depend on this one are gone or in no use. */
const PATIENT: ReadonlySet<string> = new Set([
  'foregroundDeletion',
  'orphan',
  'kubernetes.io/pvc-protection',
  'kubernetes.io/pv-protection',
]);

/** Deleted objects that are still there. */
export const finalizerStuck: Detector = {
  id: 'object.finalizer-stuck',
  title: 'Deleted object waits for a finalizer',
  tier: 'problem',
  kinds: [],
  explainedBy: ['namespace.terminating-stuck'],
  documentation: {
    speaks:
      'An object was deleted a quarter of an hour ago and still carries finalizers that a controller has to work off.',
    silent:
      'Pods, which have a row of their own; finalizers that go by themselves once nothing depends on the object; and what a namespace still holds, for which it has its own row.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    ],
  },
  *detect({ snapshot }) {
    for (const kind of snapshot.kinds()) {
      if (kind === 'Pod') continue;
      for (const each of snapshot.all(kind) as readonly KubernetesObject[]) {
        const { deletionTimestamp, finalizers = [] } = each.metadata;
        if (!olderThan(snapshot, deletionTimestamp, GRACE)) continue;
        const stuck = finalizers.filter(name => !PATIENT.has(name));
        if (stuck.length === 0) continue;
        const subject = referenceTo(each);
        yield {
          subject,
          key: [...stuck].sort().join(','),
          severity: 'medium',
          message: `${nameOf(subject)} was deleted at ${deletionTimestamp} and waits for ${stuck.join(', ')}`,
          evidence: [
            field(each, 'metadata.deletionTimestamp', deletionTimestamp),
            field(each, 'metadata.finalizers', finalizers),
          ],
          since: deletionTimestamp,
        };
      }
    }
  },
};
