import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
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

/**
 * An object that was deleted a quarter of an hour ago and whose finalizers nobody has worked off. Pods have a row of their own.
 *
 * A namespace keeps its finalizer in the spec until all that it holds is gone, and says in its conditions what is left.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export const finalizerStuck: Detector = {
  id: 'object.finalizer-stuck',
  title: 'Deleted object waits for a finalizer',
  tier: 'problem',
  kinds: [],
  *detect({ snapshot }) {
    for (const kind of snapshot.kinds()) {
      if (kind === 'Pod') continue;
      for (const each of snapshot.all(kind) as readonly KubernetesObject[]) {
        const { deletionTimestamp } = each.metadata;
        if (!olderThan(snapshot, deletionTimestamp, GRACE)) continue;
        const { finalizers, evidence } = finalizersOf(each);
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
            ...evidence,
          ],
          since: deletionTimestamp,
        };
      }
    }
  },
};

function finalizersOf(object: KubernetesObject): {
  finalizers: readonly string[];
  evidence: Evidence[];
} {
  const { finalizers = [] } = object.metadata;
  const evidence: Evidence[] =
    finalizers.length > 0
      ? [field(object, 'metadata.finalizers', finalizers)]
      : [];
  if (object.kind !== 'Namespace') return { finalizers, evidence };
  const { spec, status } = object as KnownKinds['Namespace'];
  const own = spec?.finalizers ?? [];
  const remaining = (status?.conditions ?? []).filter(
    each => each.status === 'True',
  );
  return {
    finalizers: [...finalizers, ...own],
    evidence: [
      ...evidence,
      field(object, 'spec.finalizers', own),
      ...remaining.map(({ type, message }) =>
        field(object, `status.conditions[${type}].message`, message),
      ),
    ],
  };
}
