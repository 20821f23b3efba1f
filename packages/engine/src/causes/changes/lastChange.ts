import { field, referenceTo } from '../../findings/evidence';
import { Finding } from '../../findings/Finding';
import { isReady } from '../../detectors/shared/pods';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { minutes } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { TOLERANCE } from '../precedes';
import { diffTemplates } from './diffTemplates';
import { Revision, RevisionHistory } from './RevisionHistory';
import { TemplateChange } from './TemplateChange';

/** A symptom that shows later than this after a change has likely another reason. */
const WINDOW = minutes(30);

/**
 * What the newest revision of the subject changed; undefined when nothing did, when only one revision is known, or when pods of an older revision fail too: then the
 * change is not to blame.
 */
export function lastChange(
  { subject, affected, since }: Finding,
  history: RevisionHistory,
  { snapshot, graph }: { snapshot: ClusterSnapshot; graph: ResourceGraph },
): TemplateChange | undefined {
  const [after, before] = history.revisionsOf(subject);
  if (!after || !before) return undefined;
  const pods = affected.flatMap(({ kind, namespace, name }) =>
    kind === 'Pod' ? (snapshot.get('Pod', namespace, name) ?? []) : [],
  );
  if (!pods.every(pod => isOf(pod, after))) return undefined;
  const fields = diffTemplates(before, after);
  if (fields.length === 0) return undefined;
  const healthy =
    pods.length > 0
      ? graph.podsOf(subject).find(pod => isReady(pod) && isOf(pod, before))
      : undefined;
  const at = changedAt(after, before);
  const ready =
    (before.object as KnownKinds['ReplicaSet']).status?.readyReplicas ?? 0;
  return {
    revision: referenceTo(after.object),
    fields: at
      ? fields.map(each => ({ ...each, evidence: { ...each.evidence, at } }))
      : fields,
    isRecent: isShortlyBefore(at, since),
    ...(ready > 0 && pods.length > 0
      ? { healthyBefore: field(before.object, 'status.readyReplicas', ready) }
      : healthyPod(healthy)),
  };
}

function healthyPod(pod: KnownKinds['Pod'] | undefined) {
  return pod
    ? { healthyBefore: field(pod, 'status.conditions[Ready].status', 'True') }
    : {};
}

const REVISION = 'controller-revision-hash';

/** A StatefulSet labels its pods with the name of the revision, a DaemonSet with a hash that it puts on the revision too. */
function isOf({ metadata }: KnownKinds['Pod'], { object }: Revision) {
  const owner = metadata.ownerReferences?.find(each => each.controller);
  const { name, labels } = object.metadata;
  const revision = metadata.labels?.[REVISION];
  return (
    owner?.name === name ||
    (revision !== undefined &&
      (revision === name || revision === labels?.[REVISION]))
  );
}

/** A rollback takes an old object up again, whose age then says nothing. */
function changedAt({ object }: Revision, before: Revision) {
  const at = object.metadata.creationTimestamp;
  const earlier = Date.parse(before.object.metadata.creationTimestamp ?? '');
  return Date.parse(at ?? '') >= earlier ? at : undefined;
}

function isShortlyBefore(at: string | undefined, since: string | undefined) {
  if (!at || !since) return false;
  const delay = Date.parse(since) - Date.parse(at);
  return delay >= -TOLERANCE && delay <= WINDOW;
}
