import { IncidentRole } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';

/** An entity that an incident concerns, with one of its owners; without when it has none. */
export interface ConcernedOwner {
  incidentId: string;
  entityRef: string;
  role: IncidentRole;
  ownerRef?: string;
}

interface Row {
  incident_id: string;
  entity_ref: string;
  role: IncidentRole;
  owner_ref: string | null;
}

export async function selectConcernedOwners(
  database: Knex,
  incidentIds: readonly string[],
): Promise<ConcernedOwner[]> {
  const rows: Row[] = await whereAnyOf(
    database('incident_entities as concerned')
      .leftJoin('entity_owners as owned', join =>
        join
          .on('owned.entity_ref', 'concerned.entity_ref')
          .andOnVal('owned.distance', 0),
      )
      .whereIn('role', ['cause', 'affected'])
      .select('incident_id', 'concerned.entity_ref', 'role', 'owner_ref')
      .orderBy(['incident_id', 'concerned.entity_ref', 'owner_ref']),
    'incident_id',
    incidentIds,
  );
  return rows.map(row => ({
    incidentId: row.incident_id,
    entityRef: row.entity_ref,
    role: row.role,
    ...(row.owner_ref ? { ownerRef: row.owner_ref } : {}),
  }));
}
