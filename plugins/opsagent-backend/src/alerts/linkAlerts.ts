import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { chunks, whereAnyOf } from '../database/sql';
import { ObjectLink, selectObjectLinks } from '../entities/objectLinks';
import { objectKey } from '../entities/objectKey';
import { AlertRow } from './alertRows';

/** The columns by which an alert is linked. */
export type LinkedRow = Pick<
  AlertRow,
  'id' | 'subject' | 'subject_key' | 'owner' | 'owner_key'
>;

/**
 * Links alerts to the top owner and to the entities of their objects, as the last scan of their cluster saw them. An alert whose object that scan did not see keeps
 * the links that it has.
 *
 * @returns the alerts with the owners that they have now
 */
export async function linkAlerts<R extends LinkedRow>(
  tx: Knex,
  cluster: string,
  rows: readonly R[],
): Promise<R[]> {
  if (rows.length === 0) return [];
  const keys = new Set(rows.flatMap(row => row.subject_key ?? []));
  const links = await selectObjectLinks(tx, cluster, [...keys]);
  const moved: R[] = [];
  const linked = rows.map(row => {
    const link = links.get(row.subject_key ?? '');
    const owned = link ? { ...row, ...ownerOf(row, link) } : row;
    if (owned.owner_key !== row.owner_key) moved.push(owned);
    return owned;
  });
  await saveOwners(tx, moved);
  await saveEntities(tx, rows, links);
  return linked;
}

function ownerOf(row: LinkedRow, { owner }: ObjectLink) {
  return owner
    ? { owner: JSON.stringify(owner), owner_key: objectKey(owner) }
    : { owner: row.subject, owner_key: row.subject_key };
}

/** What has the same owner is one statement. */
async function saveOwners(tx: Knex, rows: readonly LinkedRow[]) {
  for (const [owner, group] of groupBy(rows, row => row.owner)) {
    const ids = group.map(row => row.id);
    await whereAnyOf(tx('alerts'), 'id', ids).update({
      owner,
      owner_key: group[0].owner_key,
    });
  }
}

async function saveEntities(
  tx: Knex,
  rows: readonly LinkedRow[],
  links: ReadonlyMap<string, ObjectLink>,
) {
  const found = rows.filter(row => links.has(row.subject_key ?? ''));
  const ids = found.map(row => row.id);
  const known: { alert_id: string; entity_ref: string }[] = await whereAnyOf(
    tx('alert_entities'),
    'alert_id',
    ids,
  ).orderBy('entity_ref');
  const before = groupBy(known, each => each.alert_id);
  const changed = found.filter(row => {
    const refs = (before.get(row.id) ?? []).map(each => each.entity_ref);
    return refs.join() !== [...entitiesOf(row, links)].sort().join();
  });
  if (changed.length === 0) return;
  await whereAnyOf(
    tx('alert_entities'),
    'alert_id',
    changed.map(row => row.id),
  ).delete();
  const inserts = changed.flatMap(row =>
    entitiesOf(row, links).map(ref => ({ alert_id: row.id, entity_ref: ref })),
  );
  for (const chunk of chunks(inserts)) await tx('alert_entities').insert(chunk);
}

function entitiesOf(
  row: LinkedRow,
  links: ReadonlyMap<string, ObjectLink>,
): readonly string[] {
  return links.get(row.subject_key ?? '')?.entityRefs ?? [];
}
