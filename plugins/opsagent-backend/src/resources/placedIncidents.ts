import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { Visibility } from '../findings/FindingStore';
import {
  incidentsInNamespaces,
  visibleMembers,
} from '../incidents/incidentPlaces';
import { visibleIncidents } from '../incidents/readIncidents';

/** Incidents that are there and that a caller may see. */
export function presentIncidents(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  return visibleIncidents(database, visibility).whereIn(
    'state',
    PRESENT_STATES,
  );
}

/**
 * The same of one cluster, once for each namespace in which they have a visible member: `members.namespace`.
 *
 * @param namespaces - all of them when left out
 */
export function incidentsByNamespace(
  database: Knex,
  place: { cluster: string; namespaces?: readonly string[] },
  visibility: Visibility,
): Knex.QueryBuilder {
  const { cluster, namespaces } = place;
  const { alerts, findings } = visibleMembers(database, visibility);
  const members = incidentsInNamespaces(
    database,
    {
      alerts: alerts.where({ cluster }),
      findings: findings.where({ cluster }),
    },
    namespaces,
  ).as('members');
  return presentIncidents(database, visibility)
    .where({ cluster })
    .join(members, 'members.incident_id', 'incidents.id');
}
