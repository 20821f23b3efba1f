import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { VisibleIncidents } from './countIncidents';
import { DAY, dateOf, dayColumn, dayOf, secondsBetween, startOf } from './days';

const DAYS_PER_WEEK = 7;

export interface TimesToResolveOptions {
  database: Knex;
  now: Date;
  /** Milliseconds for which every incident is still known. */
  reach: number;
}

interface WeekRow {
  /** Full weeks before today. */
  week: number;
  resolved: number | string;
  median: number | string;
}

/** How long it took to resolve what was resolved, each life of an incident for itself, by the week of the resolution. */
export async function readTimesToResolve(
  incidents: VisibleIncidents,
  { database, now, reach }: TimesToResolveOptions,
): Promise<IncidentTrend['weeks']> {
  const today = dayOf(now);
  const weeks = Math.max(1, Math.floor(reach / DAY / DAYS_PER_WEEK));
  const rows: WeekRow[] = await database
    .with('steps', stepsOf(incidents, database))
    .with('lives', livesOf(database, today, weeks))
    .with('ranked', query =>
      query
        .from('lives')
        .select(
          'week',
          'seconds',
          database.raw(
            'row_number() over (partition by week order by seconds) as place',
          ),
          database.raw('count(*) over (partition by week) as resolved'),
        ),
    )
    .from('ranked')
    .whereRaw('place in ((resolved + 1) / 2, (resolved + 2) / 2)')
    .groupBy('week', 'resolved')
    .select('week', 'resolved')
    .avg({ median: 'seconds' });
  const byWeek = new Map(rows.map(row => [row.week, row]));
  return Array.from({ length: weeks }, (_, index) => {
    const week = weeks - 1 - index;
    const last = today - week * DAYS_PER_WEEK;
    const row = byWeek.get(week);
    return {
      from: dateOf(last - DAYS_PER_WEEK + 1),
      to: dateOf(last),
      resolved: Number(row?.resolved ?? 0),
      ...(row && { medianTimeToResolve: Number(row.median) }),
    };
  });
}

/** Every step, and when the life began that it belongs to: nothing was there before, or it was resolved. */
function stepsOf(incidents: VisibleIncidents, database: Knex) {
  return incidents()
    .join('transitions', joined =>
      joined
        .on('transitions.object_id', 'incidents.id')
        .andOnVal('transitions.object_type', 'incident'),
    )
    .select(
      'at',
      'to_state',
      database.raw(
        `max(case when coalesce(from_state, 'resolved') = 'resolved' then at end)
          over (partition by object_id order by transitions.id) as began_at`,
      ),
    );
}

function livesOf(database: Knex, today: number, weeks: number) {
  return database
    .from('steps')
    .where('to_state', 'resolved')
    .where('at', '>=', startOf(today - weeks * DAYS_PER_WEEK + 1))
    .select(
      database.raw('cast((? - ?) / ? as integer) as week', [
        today,
        dayColumn(database, 'at'),
        DAYS_PER_WEEK,
      ]),
      database.raw('? as seconds', [
        secondsBetween(database, 'began_at', 'at'),
      ]),
    );
}
