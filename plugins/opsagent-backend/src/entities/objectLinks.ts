import {
  ClusterSnapshot,
  KubernetesObject,
  ObjectReference,
  ResourceGraph,
} from '@opsagent/engine';
import { Knex } from 'knex';
import { chunks, whereAnyOf } from '../database/sql';
import { ObjectLinks } from './linkFinding';
import { objectKey } from './objectKey';

/** Kinds that alerts name. */
const KINDS = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Job',
  'Namespace',
  'Node',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'ReplicaSet',
  'ResourceQuota',
  'Service',
  'StatefulSet',
] as const;

/** Whose an object is. */
export interface ObjectLink {
  /** The top owner; absent when it has none. */
  owner: ObjectReference | undefined;
  entityRefs: readonly string[];
}

/** What one scan saw of the objects that alerts may name. */
export interface SeenObjects {
  /** Kinds that were read completely: what is not among `links` is not there. */
  kinds: readonly string[];
  /** By `objectKey`. */
  links: ReadonlyMap<string, ObjectLink>;
}

export const NO_OBJECTS: SeenObjects = { kinds: [], links: new Map() };

export function seenObjects(
  snapshot: ClusterSnapshot,
  graph: ResourceGraph,
  linker: ObjectLinks,
): SeenObjects {
  const links = new Map<string, ObjectLink>();
  for (const kind of KINDS) {
    for (const object of snapshot.all(kind) as KubernetesObject[]) {
      const { apiVersion, metadata } = object;
      const { name, namespace } = metadata;
      const reference = { apiVersion, kind, namespace, name };
      const owner = graph.topOwner(object);
      const key = objectKey(reference);
      links.set(key, {
        owner: objectKey(owner) === key ? undefined : owner,
        entityRefs: linker.entitiesOf(reference),
      });
    }
  }
  return {
    kinds: KINDS.filter(kind => snapshot.readState(kind) === 'complete'),
    links,
  };
}

interface ObjectRow {
  object_key: string;
  owner: string | null;
  entity_refs: string;
}

/** Keeps what a scan saw, for alerts that come before the next one. Only what differs from the scan before is written. */
export async function saveObjectLinks(
  tx: Knex,
  cluster: string,
  { kinds, links }: SeenObjects,
): Promise<void> {
  const known: ObjectRow[] = await tx('cluster_objects')
    .select('object_key', 'owner', 'entity_refs')
    .where({ cluster });
  const before = new Map(known.map(each => [each.object_key, each]));
  const read = new Set(kinds);
  const gone = known
    .map(each => each.object_key)
    .filter(key => !links.has(key) && read.has(key.split('/')[0]));
  const changed = [...links]
    .map(([key, link]) => rowOf(key, link))
    .filter(row => !isSame(row, before.get(row.object_key)));
  if (gone.length > 0)
    await whereAnyOf(
      tx('cluster_objects').where({ cluster }),
      'object_key',
      gone,
    ).delete();
  for (const chunk of chunks(changed))
    await tx('cluster_objects')
      .insert(chunk.map(row => ({ cluster, ...row })))
      .onConflict(['cluster', 'object_key'])
      .merge();
}

/** Whose the given objects are, by key; nothing for what the last scan did not see. */
export async function selectObjectLinks(
  tx: Knex,
  cluster: string,
  keys: readonly string[],
): Promise<Map<string, ObjectLink>> {
  const rows: ObjectRow[] = await whereAnyOf(
    tx('cluster_objects').where({ cluster }),
    'object_key',
    keys,
  );
  return new Map(
    rows.map(row => [
      row.object_key,
      {
        owner: row.owner
          ? (JSON.parse(row.owner) as ObjectReference)
          : undefined,
        entityRefs: JSON.parse(row.entity_refs) as string[],
      },
    ]),
  );
}

function rowOf(key: string, { owner, entityRefs }: ObjectLink): ObjectRow {
  return {
    object_key: key,
    owner: owner ? JSON.stringify(owner) : null,
    entity_refs: JSON.stringify(entityRefs),
  };
}

function isSame(row: ObjectRow, before: ObjectRow | undefined) {
  return row.owner === before?.owner && row.entity_refs === before?.entity_refs;
}
