import { field, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { UNUSED_SILENT, USING_KINDS, mayBeUnused } from './candidates';
import { UsageIndex } from './UsageIndex';

const KEPT = /backup|velero|retain|snapshot|restore/i;

/** Volumes that are paid for and that nobody mounts. */
export const unusedClaim: Detector = {
  id: 'unused.pvc',
  title: 'Nobody mounts the volume',
  tier: 'hygiene',
  kinds: ['PersistentVolumeClaim', ...USING_KINDS],
  documentation: {
    speaks:
      'A PersistentVolumeClaim is bound, and no pod and no template mounts it, at whatever scale.',
    silent: `${UNUSED_SILENT} Claims of a StatefulSet that still exists, since it may be scaled up again, and those that labels or annotations mark as backups.`,
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    ],
  },
  *detect({ snapshot }) {
    const usage = UsageIndex.of(snapshot);
    for (const claim of snapshot.all('PersistentVolumeClaim')) {
      const { namespace, name, labels, annotations } = claim.metadata;
      if (claim.status?.phase !== 'Bound') continue;
      if (!mayBeUnused(claim, snapshot)) continue;
      if (Object.entries({ ...labels, ...annotations }).some(isKept)) continue;
      if (usage.isMentioned(namespace, name)) continue;
      if (belongsToStatefulSet(claim, snapshot)) continue;
      const { storage } = claim.status.capacity ?? {};
      yield {
        subject: referenceTo(claim),
        severity: 'low',
        message: `No pod and no template mounts the volume${storage ? ` of ${storage}` : ''}`,
        evidence: [
          field(claim, 'status.phase', claim.status.phase),
          field(claim, 'status.capacity.storage', storage),
        ],
      };
    }
  },
};

function isKept([key, value]: [string, string]) {
  return KEPT.test(key) || KEPT.test(value);
}

/** A claim of a StatefulSet is named after its template, the set and the number of the pod. */
function belongsToStatefulSet(
  { metadata }: KnownKinds['PersistentVolumeClaim'],
  snapshot: ClusterSnapshot,
) {
  const [, stem] = /^(.+)-\d+$/.exec(metadata.name) ?? [];
  if (!stem) return false;
  const parts = stem.split('-');
  return parts.some((_, index) => {
    const set = snapshot.get(
      'StatefulSet',
      metadata.namespace,
      parts.slice(index + 1).join('-'),
    );
    const template = parts.slice(0, index + 1).join('-');
    return set?.spec?.volumeClaimTemplates?.some(
      each => each?.metadata?.name === template,
    );
  });
}
