import { Verdict } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { lockCluster } from '../clusters/lockCluster';
import { groupBy } from '../database/groupBy';
import { NoticeWriter } from './NoticeWriter';

/** Milliseconds after which a verdict is no news: whoever takes the incident up again by then, as when a snooze ends, is told of it still. */
const NEWS = 60 * 60_000;

interface Row {
  id: string;
  incidentId: string;
  cluster: string;
  verdict: string | null;
}

/** Decides who is told that an investigation which nobody asked for has explained an incident: each owner once of each, however often this is done. */
export async function tellOfVerdicts(
  database: Knex,
  writer: Pick<NoticeWriter, 'ofVerdicts'>,
  now: Date,
): Promise<void> {
  const rows: Row[] = await database('investigations')
    .join('incidents', 'incidents.id', 'investigations.incident_id')
    .where({ automatic: true, 'investigations.state': 'concluded' })
    .where('ended_at', '>=', new Date(now.getTime() - NEWS))
    .orderBy('ended_at')
    .select('investigations.id', 'cluster', 'verdict', {
      incidentId: 'incident_id',
    });
  const explained = rows.filter(({ verdict }) => {
    const given = verdict ? (JSON.parse(verdict) as Verdict) : undefined;
    return given?.outcome === 'explained';
  });
  for (const [cluster, group] of groupBy(explained, each => each.cluster))
    await database.transaction(async tx => {
      if (await lockCluster(tx, cluster))
        await writer.ofVerdicts(tx, group, now);
    });
}
