import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { VisibleIncidents } from './countIncidents';
import { DAY, dateOf, dayColumn, dayOf, startOf } from './days';
import { oneIfOpen } from './oneIfOpen';

export interface OpenByDayOptions {
  database: Knex;
  now: Date;
  /** Milliseconds for which every incident is still known. */
  reach: number;
  /** What is open now. */
  open: Readonly<Record<Severity, number>>;
}

type OpenByDay = IncidentTrend['days'];

/** How many incidents were open at the end of each day: what is open now, less what became open on later days and more what ceased to be. */
export async function readOpenByDay(
  incidents: VisibleIncidents,
  { database, now, reach, open }: OpenByDayOptions,
): Promise<OpenByDay> {
  const today = dayOf(now);
  const first = today - Math.max(0, Math.floor(reach / DAY) - 1);
  const rows: { day: number; severity: Severity; change: unknown }[] =
    await incidents()
      .join('transitions', joined =>
        joined
          .on('transitions.object_id', 'incidents.id')
          .andOnVal('transitions.object_type', 'incident'),
      )
      .where('transitions.at', '>=', startOf(first + 1))
      .groupBy('day', 'severity')
      .select(
        { day: dayColumn(database, 'transitions.at') },
        'severity',
        database.raw('sum(? - ?) as change', [
          oneIfOpen(database, 'to_state'),
          oneIfOpen(database, 'from_state'),
        ]),
      );
  const days: OpenByDay = [];
  const counts = { ...open };
  for (let day = today; day >= first; day -= 1) {
    days.unshift({ date: dateOf(day), open: { ...counts } });
    for (const row of rows)
      if (row.day === day) counts[row.severity] -= Number(row.change);
  }
  return days;
}
