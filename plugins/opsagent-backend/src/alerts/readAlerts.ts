import { AlertQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf, whereColumns } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleIncidents } from '../incidents/readIncidents';
import { visibleAmong } from './visibleAmong';
import { AlertRow } from './alertRows';

/** Narrows down what `visibleAlerts` gives, by what is visible of it: a filter on what is hidden matches nothing. */
export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: AlertQuery,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { cluster, entityRef, incident, state = ['firing'] } = filters;
  whereColumns(query, ['cluster', 'state'], { cluster, state });
  if (entityRef)
    query.whereIn(
      'id',
      whereAnyOf(
        database('alert_entities').select('alert_id'),
        'entity_ref',
        visibleAmong(entityRef, visibility),
      ),
    );
  if (incident)
    query.whereIn(
      'incident_id',
      whereAnyOf(
        visibleIncidents(database, visibility).select('incidents.id'),
        'incidents.id',
        incident,
      ),
    );
  return query;
}

/** What a reader is told of alerts beside their rows. */
export interface AlertContext {
  /** Visible ones by alert. */
  entityRefs: ReadonlyMap<string, readonly string[]>;
  /** Ids of visible ones. */
  incidents: ReadonlySet<string>;
}

export async function selectContext(
  database: Knex,
  rows: readonly AlertRow[],
  visibility: Visibility,
): Promise<AlertContext> {
  const entities: { alert_id: string; entity_ref: string }[] = await whereAnyOf(
    database('alert_entities'),
    'alert_id',
    rows.map(row => row.id),
  ).orderBy('entity_ref');
  const incidents: string[] = await whereAnyOf(
    visibleIncidents(database, visibility),
    'incidents.id',
    rows.flatMap(row => row.incident_id ?? []),
  ).pluck('incidents.id');
  const grouped = groupBy(entities, each => each.alert_id);
  return {
    entityRefs: new Map(
      [...grouped].map(([id, refs]) => [
        id,
        visibleAmong(
          refs.map(each => each.entity_ref),
          visibility,
        ),
      ]),
    ),
    incidents: new Set(incidents),
  };
}
