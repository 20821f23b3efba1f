import { Knex } from 'knex';
import { visibleAlerts } from '../alerts/visibleAlerts';
import { whereAmong, whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleFindings } from '../findings/readFindings';
import {
  WhereFilter,
  whereEntityMeets,
  whereGranted,
} from '../permissions/whereGranted';
import {
  Members,
  allMembers,
  visibleMembers,
  whereInNamespace,
} from './incidentPlaces';

/**
 * What the filters of a policy ask, for queries of `incidents`. An incident is in the namespaces of those of its findings of which the catalog lets the caller know, and one that
 * only alerts tell in those of such alerts and of the object that they are about; where a policy wants it not to be in a namespace, in those of all its findings or alerts.
 */
export function whereIncidentMeets(
  database: Knex,
  visibility: Visibility,
): WhereFilter {
  return (query, filter, { negated }) => {
    if (filter.property === 'entity') {
      query.whereExists(
        whereAmong(concernedBy(database), 'entity_ref', filter.values),
      );
      if (filter.orNone)
        query.orWhere(nobodys => whereCausedByNone(database, nobodys));
    } else if (filter.property === 'namespace') {
      const members = negated
        ? allMembers(database)
        : catalogMembers(database, visibility);
      whereInNamespace(database, query, members, filter.values);
    } else {
      whereAnyOf(query, `incidents.${filter.property}`, filter.values);
    }
  };
}

/** Restricts a query of `incidents` to those whose cause belongs to no entity. */
export function whereCausedByNone(
  database: Knex,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return query.whereNotExists(concernedBy(database).where('role', 'cause'));
}

/** For an `exists` in a query of `incidents`: the concerned entities that the catalog shows to the caller. */
export function visiblyConcernedBy(
  database: Knex,
  { entityRefs }: Visibility,
): Knex.QueryBuilder {
  return whereAmong(concernedBy(database), 'entity_ref', entityRefs);
}

/** For an `exists` in a query of `incidents`: the concerned entities that the caller is told of. */
export function toldConcernedBy(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  const visible = visiblyConcernedBy(database, visibility);
  return whereConditionsTell(database, visible, visibility);
}

/**
 * Restricts a query of `incidents` and `incident_entities` to entities that the conditions of the policy let the caller know to be concerned: those of findings that the caller
 * may see, those of such alerts where only alerts tell the incident, and those of which it is certain whatever the objects.
 */
export function whereConditionsTell(
  database: Knex,
  query: Knex.QueryBuilder,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { read = true } = visibility;
  if (read === true) return query;
  const findingsOfEntity = membersAmong(
    database,
    visibleFindings(database, visibility).whereNull('object_entities'),
  )
    .join({ told: 'finding_entities' }, 'told.finding_id', 'findings.id')
    .whereRaw('told.entity_ref = incident_entities.entity_ref');
  const alertsOfEntity = visibleAlerts(database, visibility)
    .join({ told: 'alert_entities' }, 'told.alert_id', 'alerts.id')
    .whereRaw('alerts.incident_id = incidents.id')
    .whereRaw('told.entity_ref = incident_entities.entity_ref')
    .select(database.raw('1'));
  return query.where(told => {
    told
      .whereExists(findingsOfEntity)
      .orWhere(ofAlerts =>
        ofAlerts.where('incidents.source', 'alert').whereExists(alertsOfEntity),
      )
      .orWhere(certain =>
        whereGranted(
          certain,
          read,
          whereEntityMeets('incidents.cluster', 'incident_entities.entity_ref'),
        ),
      );
  });
}

/** The visible entities that incidents concern, and that the caller is told of; `incident_id`, `entity_ref` and `role`. */
export function toldConcerns(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { entityRefs, read = true } = visibility;
  const visible = whereAmong(
    database('incident_entities').whereIn('role', ['cause', 'affected']),
    'incident_entities.entity_ref',
    entityRefs,
  );
  if (read === true) return visible;
  visible.join('incidents', 'incidents.id', 'incident_entities.incident_id');
  return whereConditionsTell(database, visible, visibility);
}

/** Restricts a query of `incidents` to those of which the caller is told that their cause belongs to no entity. */
export function whereToldNobodys(
  database: Knex,
  query: Knex.QueryBuilder,
  { read = true, unmapped }: Visibility,
): Knex.QueryBuilder {
  whereCausedByNone(database, query);
  for (const grant of [unmapped, read])
    if (grant !== true)
      whereGranted(query, grant, whereEntityMeets('incidents.cluster'));
  return query;
}

/** For an `exists` in a query of `incidents`: those of the findings that an incident joins. */
export function membersAmong(
  database: Knex,
  findings: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return findings
    .join('incident_findings', 'incident_findings.finding_id', 'findings.id')
    .whereRaw('incident_findings.incident_id = incidents.id')
    .select(database.raw('1'));
}

function catalogMembers(database: Knex, visibility: Visibility): Members {
  return {
    ...allMembers(database),
    ...visibleMembers(database, { ...visibility, read: true }),
  };
}

function concernedBy(database: Knex): Knex.QueryBuilder {
  return database('incident_entities')
    .select(database.raw('1'))
    .whereRaw('incident_entities.incident_id = incidents.id')
    .whereIn('role', ['cause', 'affected']);
}
