import { FrequentCause } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { VisibleIncidents } from './countIncidents';
import { oneIfOpen } from './oneIfOpen';

const MOST = 10;

/** The likeliest causes of incidents, the most frequent first. */
export async function readCauses(
  incidents: VisibleIncidents,
  { database }: { database: Knex },
): Promise<Omit<FrequentCause, 'title'>[]> {
  const rows: { cause: string; total: unknown; open: unknown }[] =
    await incidents()
      .groupBy('cause')
      .orderBy([{ column: 'total', order: 'desc' }, 'cause'])
      .limit(MOST)
      .select(
        'cause',
        database.raw('sum(?) as open', [oneIfOpen(database, 'state')]),
      )
      .count({ total: '*' });
  return rows.map(row => ({
    cause: row.cause,
    incidents: Number(row.total),
    open: Number(row.open),
  }));
}
