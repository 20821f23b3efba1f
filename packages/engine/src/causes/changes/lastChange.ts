import { field, referenceTo } from '../../findings/evidence';
import { Finding } from '../../findings/Finding';
import { minutes, seconds } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { diffTemplates } from './diffTemplates';
import { Revision, RevisionHistory } from './RevisionHistory';
import { TemplateChange } from './TemplateChange';

/** A symptom that shows later than this after a change has likely another reason. */
const WINDOW = minutes(30);
/** Clocks of components differ: a symptom may seem to come this much before its cause. */
const TOLERANCE = seconds(60);

/**
 * What the newest revision of the subject changed; undefined when nothing did, when only one revision is known, or when pods of an older revision fail too: then the
 * change is not to blame.
 */
export function lastChange(
  { subject, affected, since }: Finding,
  history: RevisionHistory,
  snapshot: ClusterSnapshot,
): TemplateChange | undefined {
  const [after, before] = history.revisionsOf(subject);
  if (!after || !before) return undefined;
  const pods = affected.flatMap(({ kind, namespace, name }) =>
    kind === 'Pod' ? (snapshot.get('Pod', namespace, name) ?? []) : [],
  );
  if (!pods.every(pod => isOf(pod, after))) return undefined;
  const fields = diffTemplates(before, after);
  if (fields.length === 0) return undefined;
  const ready =
    (before.object as KnownKinds['ReplicaSet']).status?.readyReplicas ?? 0;
  return {
    revision: referenceTo(after.object),
    fields,
    isRecent: isShortlyBefore(after, before, since),
    ...(ready > 0 && pods.length > 0
      ? { healthyBefore: field(before.object, 'status.readyReplicas', ready) }
      : {}),
  };
}

function isOf({ metadata }: KnownKinds['Pod'], { object }: Revision) {
  const owner = metadata.ownerReferences?.find(each => each.controller);
  return (
    owner?.name === object.metadata.name ||
    metadata.labels?.['controller-revision-hash'] === object.metadata.name
  );
}

/** A rollback takes an old object up again, whose age then says nothing. */
function isShortlyBefore(
  { object }: Revision,
  before: Revision,
  since: string | undefined,
) {
  const changed = Date.parse(object.metadata.creationTimestamp ?? '');
  const earlier = Date.parse(before.object.metadata.creationTimestamp ?? '');
  if (!since || !(changed >= earlier)) return false;
  const delay = Date.parse(since) - changed;
  return delay >= -TOLERANCE && delay <= WINDOW;
}
