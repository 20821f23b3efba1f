import {
  FindingQuery,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { Visibility } from './FindingStore';
import { z } from 'zod';

/** Findings that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleFindings(
  database: Knex,
  { entityRefs, unmapped }: Visibility,
): Knex.QueryBuilder {
  const entitiesOf = () =>
    database('finding_entities')
      .select(database.raw('1'))
      .whereRaw('finding_entities.finding_id = findings.id');
  return database('findings')
    .whereNull('folded_under')
    .whereIn(
      'cluster',
      database('clusters').select('name').where('listed', true),
    )
    .where(seen => {
      seen.whereExists(whereAnyOf(entitiesOf(), 'entity_ref', entityRefs));
      if (unmapped) {
        seen.orWhereNotExists(entitiesOf()).orWhereNotNull('object_entities');
      }
    });
}

const COLUMNS = {
  cluster: 'cluster',
  namespace: 'namespace',
  detector: 'detector',
  tier: 'tier',
  severity: 'severity',
} as const satisfies Partial<Record<keyof FindingQuery, string>>;

/** Those that the caller may see: a filter by an entity that is hidden must not tell what belongs to it. */
export function visibleAmong(
  entityRefs: readonly string[],
  visibility: Visibility,
): string[] {
  const visible = new Set(visibility.entityRefs);
  return entityRefs.filter(each => visible.has(each));
}

/** Narrows down what `visibleFindings` gives, by what is visible of it. */
export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: FindingQuery,
  visibility: Visibility,
): Knex.QueryBuilder {
  for (const [filter, column] of Object.entries(COLUMNS)) {
    const values = filters[filter as keyof typeof COLUMNS];
    if (values) whereAnyOf(query, column, values);
  }
  whereAnyOf(query, 'state', filters.state ?? UNSEEN_STATES);
  if (filters.entityRef) {
    query.whereIn(
      'id',
      whereAnyOf(
        database('finding_entities').select('finding_id'),
        'entity_ref',
        visibleAmong(filters.entityRef, visibility),
      ),
    );
  }
  return query;
}

/** The place of a finding in the order that `inOrder` gives: rank of tier, rank of severity, id. */
export const positionSchema = z.tuple([z.int(), z.int(), z.string()]);

type Position = z.infer<typeof positionSchema>;

/** Continues after a position in the order that `inOrder` gives. */
export function startingAfter(
  query: Knex.QueryBuilder,
  [tier, severity, id]: Position,
): Knex.QueryBuilder {
  return query.whereRaw('(tier_rank, severity_rank, id) > (?, ?, ?)', [
    tier,
    severity,
    id,
  ]);
}

export function inOrder(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.orderBy(['tier_rank', 'severity_rank', 'id']);
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
