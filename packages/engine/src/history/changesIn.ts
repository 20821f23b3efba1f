import { diffTemplates } from '../causes/changes/diffTemplates';
import { revisionHistory } from '../causes/changes/RevisionHistory';
import { referenceTo } from '../findings/evidence';
import { FieldEvidence, ObjectReference } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { seconds } from '../snapshot/durations';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { deploymentsOf } from './deploymentsOf';

/** Something that was made or written. */
export interface RecordedChange {
  object: ObjectReference;
  /** RFC 3339. */
  at: string;
  what: 'created' | 'written' | 'rolled out' | 'deployed';
  /** Who wrote it, as the API server noted: the name of a client, not of a person. */
  manager?: string;
  /** What was deployed, as the tool that did notes it: such as `release cart, revision 7, superseded`, or a commit and its repository. */
  revision?: string;
  /** What a rollout changed of the pod template, with both values. */
  fields?: FieldEvidence[];
}

/** Written by controllers all the time. */
const RESTLESS = new Set([
  'ControllerRevision',
  'EndpointSlice',
  'Event',
  'Lease',
  'Pod',
  'ReplicaSet',
]);

/** What is written together with the object itself is no change of it. */
const SAME_TIME = seconds(60);

const CONTROLLERS = 'kube-controller-manager';

/**
 * What was made, written, rolled out and deployed in a namespace, or outside of any, newest first, as far as the cluster keeps it: the last write of each writer, the revisions of
 * pod templates, and what Helm, Argo CD and Flux note of their deployments. Of writes it is not known what they changed. Writes of a status, of what controllers write all the time, and of what they make in every namespace, are left out.
 */
export function changesIn(
  namespace: string | undefined,
  { snapshot, graph }: { snapshot: ClusterSnapshot; graph: ResourceGraph },
): RecordedChange[] {
  const objects = snapshot
    .kinds()
    .filter(kind => !RESTLESS.has(kind))
    .flatMap(
      kind =>
        snapshot.inNamespace(kind, namespace) as readonly KubernetesObject[],
    );
  const rollouts = graph
    .workloads()
    .filter(each => each.metadata.namespace === namespace)
    .flatMap(each => rolloutsOf(referenceTo(each), snapshot));
  return [
    ...objects.flatMap(object => {
      const deployments = deploymentsOf(object);
      // A Secret of Helm is there for nothing else.
      return object.kind === 'Secret' && deployments.length > 0
        ? deployments
        : [...deployments, ...writesOf(object)];
    }),
    ...rollouts,
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function writesOf(object: KubernetesObject): RecordedChange[] {
  const { creationTimestamp: created, managedFields } = object.metadata;
  if (!created) return [];
  const self = referenceTo(object);
  const writes = (managedFields ?? []).flatMap<RecordedChange>(
    ({ manager, time, subresource }) =>
      time &&
      subresource !== 'status' &&
      Date.parse(time) > Date.parse(created) + SAME_TIME
        ? [
            {
              object: self,
              at: time,
              what: 'written',
              ...(manager ? { manager } : {}),
            },
          ]
        : [],
  );
  if (isOfEveryNamespace(object)) return writes;
  const manager = creatorOf(object);
  return [
    {
      object: self,
      at: created,
      what: 'created',
      ...(manager ? { manager } : {}),
    },
    ...writes,
  ];
}

/** Who wrote an object first, as it was created. Controllers may add to it within the same second. */
function creatorOf({ metadata }: KubernetesObject): string | undefined {
  const { creationTimestamp: created = '', managedFields = [] } = metadata;
  const first = managedFields
    .filter(
      ({ manager, subresource, time }) =>
        manager &&
        time &&
        subresource !== 'status' &&
        Date.parse(time) <= Date.parse(created) + SAME_TIME,
    )
    .sort(
      (one, other) =>
        Date.parse(one.time ?? '') - Date.parse(other.time ?? '') ||
        Number(one.manager === CONTROLLERS) -
          Number(other.manager === CONTROLLERS),
    );
  return first.at(0)?.manager;
}

/** What controllers make in each namespace tells nothing about it. */
function isOfEveryNamespace({ kind, metadata: { name } }: KubernetesObject) {
  return (
    (kind === 'ConfigMap' && name === 'kube-root-ca.crt') ||
    (kind === 'ServiceAccount' && name === 'default')
  );
}

/** A rollback takes an old revision up again, of which it is not known when. */
function rolloutsOf(
  workload: ObjectReference,
  snapshot: ClusterSnapshot,
): RecordedChange[] {
  const revisions = revisionHistory(snapshot).revisionsOf(workload);
  return revisions.flatMap<RecordedChange>((after, index) => {
    const before = revisions.at(index + 1);
    const at = after.object.metadata.creationTimestamp;
    if (!before || !at) return [];
    const earlier = before.object.metadata.creationTimestamp ?? '';
    if (Date.parse(at) < Date.parse(earlier)) return [];
    const fields = diffTemplates(before, after).map(each => each.evidence);
    return fields.length > 0
      ? [{ object: workload, at, what: 'rolled out', fields }]
      : [];
  });
}
