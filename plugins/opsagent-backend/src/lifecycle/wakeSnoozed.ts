import { Knex } from 'knex';
import { NoticeWriter } from '../notifications/NoticeWriter';
import { LifeColumns, lifeOf } from './lifeColumns';
import { LIVING, Living } from './living';
import { saveLives } from './saveLives';
import { woken } from './steps';
import { recordSteps } from './transitions';

export interface WakingOptions {
  now: Date;
  /** Without it nobody is told. */
  notices?: Pick<NoticeWriter, 'ofIncidents'>;
}

type WokenRow = LifeColumns & { id: string; cluster: string };

/** Brings back every finding and incident whose snooze or acceptance has ended. Answers how many there were. */
export async function wakeSnoozed(
  database: Knex,
  options: WakingOptions,
): Promise<number> {
  let count = 0;
  for (const type of Object.keys(LIVING) as Living[])
    count += await wakeIn(database, type, options);
  return count;
}

async function wakeIn(
  database: Knex,
  type: Living,
  { notices, now }: WakingOptions,
) {
  return database.transaction(async tx => {
    const rows: WokenRow[] = await tx(LIVING[type])
      .whereIn('state', ['snoozed', 'accepted'])
      .where('until', '<=', now)
      .orderBy('id')
      .forUpdate();
    const steps = rows.map(row => {
      const before = lifeOf(row);
      return { id: row.id, before, after: woken(before, now) };
    });
    await saveLives(tx, type, steps);
    await recordSteps(tx, type, steps);
    if (type === 'incident') await notices?.ofIncidents(tx, rows, now);
    return rows.length;
  });
}
