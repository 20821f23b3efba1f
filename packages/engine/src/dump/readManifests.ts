import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { reduceObject } from '../snapshot/reduceObject';
import { kindKey } from '../snapshot/resources';
import { entryOf } from '../entryOf';
import { kustomizationsIn } from './kustomizations';
import { isClientSide, manifestFiles, manifestsIn } from './manifestDocuments';
import { parseDocuments } from './parseDocuments';
import type { DumpFile, ReadDumpOptions } from './readDump';
import { readsOfManifests } from './readsOfSelection';

/** Notes name no more than these. */
const MOST_NAMES = 8;

/** An object and the file that states it. */
interface Stated {
  path: string;
  object: KubernetesObject;
}

/**
 * Reads manifests: objects as somebody wrote them. What only a cluster writes into them, such as a status, is dropped, since an export may hold it; of the pods and
 * revisions that controllers made it is only known that they are there. An object of which several manifests state different things is not judged, as nobody knows which of them will be deployed.
 */
export function readManifests(
  files: Iterable<DumpFile>,
  { cluster = 'dump', capturedAt, namespace }: ReadDumpOptions = {},
): ClusterSnapshot {
  const { manifests, chartFiles } = manifestFiles([...files]);
  const documents = manifests.flatMap(file =>
    parseDocuments(file).map(value => ({ path: file.path, value })),
  );
  const { patchFiles, generated } = kustomizationsIn(documents);
  const leftOut = new Set<string>();
  const stated = documents.flatMap<Stated>(({ path, value }) => {
    const refuse = () => leftOut.add(path);
    return manifestsIn(path, value, { namespace, refuse }).flatMap(object => {
      if (isOfRunningCluster(object)) return [];
      if (!isClientSide(object)) return [{ path, object: asWritten(object) }];
      leftOut.add(path);
      return [];
    });
  });
  const made = stated.filter(isMadeByController);
  const written = stated.filter(each => !isMadeByController(each));
  const { single, several } = apart(written, patchFiles);
  const objects = single.map(({ object }) => reduceObject(object));
  return new ClusterSnapshot({
    cluster,
    capturedAt: capturedAt ?? new Date(0),
    objects,
    reads: readsOfManifests(objects),
    otherKinds: 'notCaptured',
    unjudged: [
      ...[...several.flat(), ...made].map(({ object }) => reduceObject(object)),
      ...generated,
    ],
    notes: [
      ...noteOf(
        [...leftOut],
        'Left out, as no cluster has such objects or they lack a kind or name',
      ),
      ...noteOf(
        chartFiles,
        'Left out, as Helm makes manifests of them: check the output of helm template instead of',
      ),
      ...noteOf(
        several.map(described),
        'Not judged, as several manifests state it differently or a patch changes it: check what is deployed together, such as the output of kustomize build, instead of',
      ),
    ],
  });
}

/** What runs in a cluster and nobody deploys. */
const OF_RUNNING_CLUSTER: ReadonlySet<string> = new Set([
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Lease',
]);

function isOfRunningCluster({ kind }: KubernetesObject) {
  return OF_RUNNING_CLUSTER.has(kind);
}

const MADE_FROM_TEMPLATES: ReadonlySet<string> = new Set([
  'Job',
  'Pod',
  'ReplicaSet',
]);

function isMadeByController({ object: { kind, metadata } }: Stated) {
  const { ownerReferences } = metadata;
  return (
    MADE_FROM_TEMPLATES.has(kind) &&
    Array.isArray(ownerReferences) &&
    ownerReferences.length > 0
  );
}

/** Without what the API server and controllers add. */
function asWritten({
  status: _status,
  ...object
}: KubernetesObject): KubernetesObject {
  const {
    creationTimestamp: _creationTimestamp,
    deletionTimestamp: _deletionTimestamp,
    deletionGracePeriodSeconds: _deletionGracePeriodSeconds,
    generation: _generation,
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    selfLink: _selfLink,
    uid: _uid,
    ...metadata
  } = object.metadata;
  return { ...object, metadata } as KubernetesObject;
}

/** Objects that are stated once, or alike each time, and those of which the manifests differ. */
function apart(
  stated: readonly Stated[],
  patchFiles: ReadonlySet<string>,
): { single: Stated[]; several: Stated[][] } {
  const byObject = new Map<string, Map<string, Stated>>();
  for (const each of stated) {
    const { kind, apiVersion, metadata } = each.object;
    const { namespace = '', name } = metadata;
    const key = `${kindKey({ kind, apiVersion })}/${namespace}/${name}`;
    entryOf(byObject, key).set(JSON.stringify(each.object), each);
  }
  const single: Stated[] = [];
  const several: Stated[][] = [];
  for (const versions of byObject.values()) {
    const all = [...versions.values()];
    const isWhole = all.length === 1 && !patchFiles.has(all[0].path);
    if (isWhole) single.push(all[0]);
    else several.push(all);
  }
  return { single, several };
}

function described(versions: readonly Stated[]) {
  const [{ object }] = versions;
  const { namespace, name } = object.metadata;
  const paths = [...new Set(versions.map(each => each.path))];
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${name} (${paths.join(', ')})`;
}

function noteOf(names: readonly string[], reason: string): string[] {
  if (names.length === 0) return [];
  const more = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return [`${reason}: ${shown}${more > 0 ? ` and ${more} more` : ''}`];
}
