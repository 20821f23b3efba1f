import { Knex } from 'knex';
import { LifeColumns, columnsOf, lifeOf } from './lifeColumns';
import { woken } from './steps';
import { Living, recordSteps } from './transitions';

const TABLES = { finding: 'findings', incident: 'incidents' } as const;

/** Opens every finding and incident whose snooze has ended. Answers how many there were. */
export async function wakeSnoozed(database: Knex, now: Date): Promise<number> {
  let count = 0;
  for (const type of Object.keys(TABLES) as Living[])
    count += await wakeIn(database, type, now);
  return count;
}

async function wakeIn(database: Knex, type: Living, now: Date) {
  return database.transaction(async tx => {
    const rows: (LifeColumns & { id: string })[] = await tx(TABLES[type])
      .where('state', 'snoozed')
      .where('until', '<=', now)
      .forUpdate();
    for (const row of rows) {
      const before = lifeOf(row);
      const after = woken(before, now);
      await tx(TABLES[type]).where({ id: row.id }).update(columnsOf(after));
      await recordSteps(tx, type, [{ id: row.id, before, after }]);
    }
    return rows.length;
  });
}
