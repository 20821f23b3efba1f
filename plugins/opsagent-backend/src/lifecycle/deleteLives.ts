import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';
import { LIVING, Living } from './living';

/** Deletes what was resolved, or last seen, before a moment, and the record of its life. Answers how many there were. */
export async function deleteLives(
  database: Knex,
  type: Living,
  moment: Date,
): Promise<number> {
  return database.transaction(async tx => {
    const ids: string[] = await tx(LIVING[type])
      .whereRaw('coalesce(resolved_at, last_seen_at) < ?', [moment])
      .orderBy('id')
      .forUpdate()
      .pluck('id');
    await whereAnyOf(
      tx('transitions').where('object_type', type),
      'object_id',
      ids,
    ).delete();
    await whereAnyOf(tx(LIVING[type]), 'id', ids).delete();
    return ids.length;
  });
}
