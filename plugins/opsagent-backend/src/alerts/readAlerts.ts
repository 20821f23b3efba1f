import { AlertQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { listedClusters } from '../clusters/listedClusters';
import { groupBy } from '../database/groupBy';
import { whereAmong, whereAnyOf, whereColumns } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleIncidents } from '../incidents/readIncidents';
import { whereGranted } from '../permissions/whereGranted';
import { visibleAmong } from './visibleAmong';
import { entitiesOf, whereAlertMeets } from './whereAlertMeets';
import { AlertRow } from './alertRows';

/**
 * Alerts that a caller may see: of entities that are visible and, for whoever reads clusters, of what belongs to none, of clusters that nobody knows, too. Counting
 * and paging start from here, so neither tells of others.
 */
export function visibleAlerts(
  database: Knex,
  { entityRefs, read = true, unmapped }: Visibility,
): Knex.QueryBuilder {
  const meets = whereAlertMeets(database);
  const query = database('alerts')
    .where(known => {
      known.whereIn('cluster', listedClusters(database));
      if (unmapped === false) return;
      const names = database('clusters').select('name');
      known.orWhere(unknown =>
        whereGranted(unknown.whereNotIn('cluster', names), unmapped, meets),
      );
    })
    .where(seen => {
      seen.whereExists(
        whereAmong(entitiesOf(database), 'entity_ref', entityRefs),
      );
      if (unmapped === false) return;
      seen.orWhere(nobodys =>
        whereGranted(
          nobodys.whereNotExists(entitiesOf(database)),
          unmapped,
          meets,
        ),
      );
    });
  return read === true ? query : whereGranted(query, read, meets);
}

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
