import { Knex } from 'knex';
import { LifeColumns, lifeOf } from './lifeColumns';
import { LIVING, Living } from './living';
import { saveLives } from './saveLives';
import { woken } from './steps';
import { recordSteps } from './transitions';

/** Opens every finding and incident whose snooze has ended. Answers how many there were. */
export async function wakeSnoozed(database: Knex, now: Date): Promise<number> {
  let count = 0;
  for (const type of Object.keys(LIVING) as Living[])
    count += await wakeIn(database, type, now);
  return count;
}

async function wakeIn(database: Knex, type: Living, now: Date) {
  return database.transaction(async tx => {
    const rows: (LifeColumns & { id: string })[] = await tx(LIVING[type])
      .where('state', 'snoozed')
      .where('until', '<=', now)
      .orderBy('id')
      .forUpdate();
    const steps = rows.map(row => {
      const before = lifeOf(row);
      return { id: row.id, before, after: woken(before, now) };
    });
    await saveLives(tx, type, steps);
    await recordSteps(tx, type, steps);
    return rows.length;
  });
}
