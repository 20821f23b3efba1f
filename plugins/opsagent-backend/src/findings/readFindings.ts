import {
  FindingQuery,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { listedClusters } from '../clusters/listedClusters';
import { whereAnyOf, whereColumns } from '../database/sql';
import { ownedBy, partOf } from '../entities/readOwners';
import { Visibility } from './FindingStore';

/** For an `exists`: the entities of a finding. */
function entitiesOf(database: Knex): Knex.QueryBuilder {
  return database('finding_entities')
    .select(database.raw('1'))
    .whereRaw('finding_entities.finding_id = findings.id');
}

/** Findings that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleFindings(
  database: Knex,
  { entityRefs, unmapped }: Visibility,
): Knex.QueryBuilder {
  return database('findings')
    .whereNull('folded_under')
    .whereIn('cluster', listedClusters(database))
    .where(seen => {
      seen.whereExists(
        whereAnyOf(entitiesOf(database), 'entity_ref', entityRefs),
      );
      if (unmapped) {
        seen
          .orWhereNotExists(entitiesOf(database))
          .orWhereNotNull('object_entities');
      }
    });
}

const COLUMNS = [
  'cluster',
  'namespace',
  'detector',
  'tier',
  'severity',
  'state',
] as const;

/** Those that the caller may see: a filter by an entity that is hidden must not tell what belongs to it. */
export function visibleAmong(
  entityRefs: readonly string[],
  visibility: Visibility,
): string[] {
  const visible = new Set(visibility.entityRefs);
  return entityRefs.filter(each => visible.has(each));
}

export interface FilterOptions extends Visibility {
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Narrows down what `visibleFindings` gives, by what is visible of it. */
export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: FindingQuery,
  options: FilterOptions,
): Knex.QueryBuilder {
  whereColumns(query, COLUMNS, {
    ...filters,
    state: filters.state ?? UNSEEN_STATES,
  });
  if (filters.entityRef) {
    query.whereIn(
      'id',
      whereAnyOf(
        database('finding_entities').select('finding_id'),
        'entity_ref',
        visibleAmong(filters.entityRef, options),
      ),
    );
  }
  if (filters.system) {
    query.whereExists(
      whereAnyOf(
        entitiesOf(database),
        'entity_ref',
        options.entityRefs,
      ).whereIn('entity_ref', partOf(database, filters.system)),
    );
  }
  if (filters.owner) whereOwned(database, query, filters.owner, options);
  return query;
}

/** Of entities only those that the subject belongs to: who merely suffers does not own. */
function whereOwned(
  database: Knex,
  query: Knex.QueryBuilder,
  ownerRefs: readonly string[],
  { entityRefs, platformOwner, unmapped }: FilterOptions,
) {
  const owned = () => ownedBy(database, ownerRefs);
  query.where(either => {
    either.where(subject =>
      subject
        .whereNull('object_entities')
        .whereExists(
          whereAnyOf(entitiesOf(database), 'entity_ref', entityRefs).whereIn(
            'entity_ref',
            owned(),
          ),
        ),
    );
    if (!platformOwner || !unmapped) return;
    either.orWhere(nobodys =>
      nobodys
        .where(subject =>
          subject
            .whereNotNull('object_entities')
            .orWhereNotExists(entitiesOf(database)),
        )
        .whereExists(owned().where('entity_ref', platformOwner)),
    );
  });
}

/** Entities by finding, visible or not. */
export async function selectEntities(
  database: Knex,
  findingIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows: { finding_id: string; entity_ref: string }[] = await whereAnyOf(
    database('finding_entities'),
    'finding_id',
    findingIds,
  ).orderBy('entity_ref');
  const grouped = groupBy(rows, each => each.finding_id);
  return new Map(
    [...grouped].map(([id, refs]) => [id, refs.map(each => each.entity_ref)]),
  );
}
