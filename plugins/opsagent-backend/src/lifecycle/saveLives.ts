import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { LIFE_COLUMNS, LifeColumns, columnsOf } from './lifeColumns';
import { Step } from './planLives';
import { LIVING, Living } from './living';

/**
 * Writes where things stand that are in their table already. Only columns that change are written, and what changes alike is one statement: a scan of a cluster in
 * which nothing has happened moves `last_seen_at` of everything at once.
 */
export async function saveLives(
  tx: Knex,
  type: Living,
  steps: readonly Step[],
): Promise<void> {
  const changes = steps
    .map(({ id, before, after }) => ({
      id,
      patch: patchOf(before && columnsOf(before), columnsOf(after)),
    }))
    .filter(({ patch }) => Object.keys(patch).length > 0);
  const alike = groupBy(changes, ({ patch }) => JSON.stringify(patch));
  for (const group of alike.values()) {
    const ids = group.map(each => each.id);
    await whereAnyOf(tx(LIVING[type]), 'id', ids).update(group[0].patch);
  }
}

function patchOf(
  before: LifeColumns | undefined,
  after: LifeColumns,
): Partial<LifeColumns> {
  return Object.fromEntries(
    LIFE_COLUMNS.filter(
      column =>
        !before || comparable(before[column]) !== comparable(after[column]),
    ).map(column => [column, after[column]]),
  );
}

function comparable(value: LifeColumns[keyof LifeColumns]) {
  return value instanceof Date ? value.getTime() : value;
}
