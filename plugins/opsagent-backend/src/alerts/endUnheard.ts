import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';

/**
 * Ends alerts that nobody has repeated since a moment: their end was lost, or their sender is gone.
 *
 * @returns how many there were
 */
export async function endUnheard(
  database: Knex,
  heardBefore: Date,
  now: Date,
): Promise<number> {
  return database('alerts')
    .where('state', 'firing')
    .where('received_at', '<', heardBefore)
    .update({ state: 'resolved', ends_at: now });
}

/** Incidents that only alerts tell and that are there although none of their alerts fires. */
export async function selectQuietIncidents(
  database: Knex,
): Promise<{ id: string; cluster: string }[]> {
  return database('incidents')
    .where('source', 'alert')
    .whereIn('state', [...PRESENT_STATES])
    .whereNotExists(
      database('alerts')
        .select(database.raw('1'))
        .where('alerts.state', 'firing')
        .whereRaw('alerts.incident_id = incidents.id'),
    )
    .select('id', 'cluster');
}
