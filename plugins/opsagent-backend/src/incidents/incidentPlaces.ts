import { Knex } from 'knex';
import { visibleAlerts } from '../alerts/visibleAlerts';
import { whereAmong, whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleFindings } from '../findings/readFindings';

/** Queries of the tables by whose rows incidents are in namespaces, restricted to the rows that count. */
export interface Members {
  findings: Knex.QueryBuilder;
  /** They count where no scan has found what they report. */
  alerts: Knex.QueryBuilder;
  /** `incident_objects`, for the object that alerts are about or that owns theirs. It counts like the alerts. */
  objects?: Knex.QueryBuilder;
}

/** Whoever may see them. */
export function allMembers(database: Knex): Members {
  return {
    findings: database('findings'),
    alerts: database('alerts'),
    objects: database('incident_objects'),
  };
}

/** Those that a caller may see. */
export function visibleMembers(
  database: Knex,
  visibility: Visibility,
): Members {
  return {
    findings: visibleFindings(database, visibility),
    alerts: visibleAlerts(database, visibility),
  };
}

/** Restricts a query of `incidents` to those that have a member in one of the namespaces. */
export function whereInNamespace(
  database: Knex,
  query: Knex.QueryBuilder,
  members: Members,
  namespaces: readonly string[],
): Knex.QueryBuilder {
  return query.where(any => {
    for (const { incident, namespace, rows } of placesOf(database, members)) {
      const here = rows.whereRaw('?? = incidents.id', [incident]);
      any.orWhereExists(whereAmong(here, namespace, namespaces));
    }
  });
}

/**
 * Which incidents have a member in which of the namespaces: `incident_id` and `namespace`, each pair once.
 *
 * @param namespaces - all of them when left out
 */
export function incidentsInNamespaces(
  database: Knex,
  members: Members,
  namespaces?: readonly string[],
): Knex.QueryBuilder {
  const [first, ...others] = placesOf(database, members).map(place =>
    namespaces
      ? whereAnyOf(place.rows, place.namespace, namespaces)
      : place.rows.whereNotNull(place.namespace),
  );
  return first.union(others);
}

/** The namespaces in which incidents have members: `incident_id` and `namespace`, each pair once. */
export function namespacesOfIncidents(
  database: Knex,
  members: Members,
  incidentIds: readonly string[],
): Knex.QueryBuilder {
  const [first, ...others] = placesOf(database, members).map(place =>
    whereAnyOf(
      place.rows.whereNotNull(place.namespace),
      place.incident,
      incidentIds,
    ),
  );
  return first.union(others);
}

/** Rows with the columns that name their incident and their namespace. */
interface Place {
  rows: Knex.QueryBuilder;
  incident: string;
  namespace: string;
}

function placesOf(
  database: Knex,
  { alerts, findings, objects }: Members,
): Place[] {
  const ofAlerts = database('incidents').where('source', 'alert').select('id');
  const withColumns = (place: Place): Place => {
    const { incident, namespace, rows } = place;
    rows.select({ incident_id: incident, namespace });
    return place;
  };
  return [
    {
      rows: findings.join(
        'incident_findings',
        'incident_findings.finding_id',
        'findings.id',
      ),
      incident: 'incident_findings.incident_id',
      namespace: 'findings.namespace',
    },
    {
      rows: alerts.whereIn('alerts.incident_id', ofAlerts),
      incident: 'alerts.incident_id',
      namespace: 'alerts.namespace',
    },
    ...(objects
      ? [
          {
            rows: objects.whereIn('incident_objects.incident_id', ofAlerts),
            incident: 'incident_objects.incident_id',
            namespace: 'incident_objects.namespace',
          },
        ]
      : []),
  ].map(withColumns);
}
