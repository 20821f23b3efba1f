import {
  IncidentEntity,
  IncidentQuery,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';

/** Incidents that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleIncidents(
  database: Knex,
  { entityRefs, unmapped }: Visibility,
): Knex.QueryBuilder {
  const entitiesOf = () =>
    database('incident_entities')
      .select(database.raw('1'))
      .whereRaw('incident_entities.incident_id = incidents.id');
  return database('incidents')
    .whereIn(
      'cluster',
      database('clusters').select('name').where('listed', true),
    )
    .where(seen => {
      seen.whereExists(whereAnyOf(entitiesOf(), 'entity_ref', entityRefs));
      if (unmapped) seen.orWhereNotExists(entitiesOf().where('role', 'cause'));
    });
}

const COLUMNS = {
  cluster: 'cluster',
  namespace: 'namespace',
  severity: 'severity',
  cause: 'cause',
} as const satisfies Partial<Record<keyof IncidentQuery, string>>;

export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: IncidentQuery,
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
        database('incident_entities').select('incident_id'),
        'entity_ref',
        filters.entityRef,
      ),
    );
  }
  return query;
}

/** Entities by incident, only those that the caller may see, what caused it first. */
export async function selectIncidentEntities(
  database: Knex,
  incidentIds: readonly string[],
  visible: readonly string[],
): Promise<Map<string, IncidentEntity[]>> {
  const rows: (IncidentEntity & { incident_id: string; entity_ref: string })[] =
    await whereAnyOf(
      whereAnyOf(database('incident_entities'), 'incident_id', incidentIds),
      'entity_ref',
      visible,
    )
      .orderBy('role', 'desc')
      .orderBy('entity_ref');
  const entities = new Map<string, IncidentEntity[]>();
  for (const { incident_id: id, entity_ref: entityRef, role } of rows) {
    entities.set(id, [...(entities.get(id) ?? []), { entityRef, role }]);
  }
  return entities;
}
