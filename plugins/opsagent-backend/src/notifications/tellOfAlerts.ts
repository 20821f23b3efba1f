import { UNSEEN_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { lockCluster } from '../clusters/lockCluster';
import { NoticeWriter } from './NoticeWriter';
import { selectUnended } from './noticeRows';

/**
 * Decides what owners are told of incidents that only alerts tell: no scan of their clusters may come soon, or at all. Thousands of alerts may come in a minute, so
 * what they opened meanwhile is told together.
 */
export async function tellOfAlerts(
  database: Knex,
  writer: Pick<NoticeWriter, 'ofCluster'>,
  now: Date,
): Promise<void> {
  const clusters: string[] = await database('incidents')
    .where('source', 'alert')
    .where(tellable =>
      tellable
        .whereIn('state', [...UNSEEN_STATES])
        .orWhereIn('id', selectUnended(database)),
    )
    .distinct()
    .orderBy('cluster')
    .pluck('cluster');
  for (const cluster of clusters)
    await database.transaction(async tx => {
      if (await lockCluster(tx, cluster))
        await writer.ofCluster(tx, cluster, now);
    });
}
