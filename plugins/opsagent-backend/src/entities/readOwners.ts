import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';

/** A subquery of the entities that any of the owners owns; a group also owns what its direct child groups own. */
export function ownedBy(
  database: Knex,
  ownerRefs: readonly string[],
): Knex.QueryBuilder {
  return whereAnyOf(
    database('entity_owners').select('entity_ref'),
    'owner_ref',
    ownerRefs,
  );
}

/** A subquery of the entities that are part of any of the systems. */
export function partOf(
  database: Knex,
  systemRefs: readonly string[],
): Knex.QueryBuilder {
  return whereAnyOf(
    database('entity_systems').select('entity_ref'),
    'system_ref',
    systemRefs,
  );
}

/** Owners by entity, sorted; entities without owners are left out. */
export async function selectOwners(
  database: Knex,
  entityRefs: Iterable<string>,
): Promise<Map<string, string[]>> {
  const rows: { entity_ref: string; owner_ref: string }[] = await whereAnyOf(
    database('entity_owners').where('distance', 0),
    'entity_ref',
    [...new Set(entityRefs)],
  ).orderBy('owner_ref');
  const grouped = groupBy(rows, row => row.entity_ref);
  return new Map(
    [...grouped].map(([ref, owners]) => [
      ref,
      owners.map(row => row.owner_ref),
    ]),
  );
}
