import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { lockCluster } from '../clusters/lockCluster';

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
  const selectUnheard = (tx: Knex) =>
    tx('alerts')
      .where('state', 'firing')
      .where('received_at', '<', heardBefore);
  const clusters: string[] = await selectUnheard(database)
    .distinct()
    .orderBy('cluster')
    .pluck('cluster');
  let count = 0;
  for (const cluster of clusters)
    count += await database.transaction(async (tx): Promise<number> => {
      // Otherwise one that is repeated at this moment would be ended although its sender is there.
      await lockCluster(tx, cluster);
      return selectUnheard(tx)
        .where({ cluster })
        .update({ state: 'resolved', ends_at: now });
    });
  return count;
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
