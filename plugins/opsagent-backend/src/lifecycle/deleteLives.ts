import { Knex } from 'knex';
import { deleteInBatches } from '../database/deleteInBatches';
import { whereAnyOf } from '../database/sql';
import { LIVING, Living } from './living';

/**
 * Deletes what was resolved, or last seen, before a moment, and the record of its life. What a snooze or an acceptance holds stays until that has ended before the moment,
 * and what leads to another incident as long as that one. Answers how many there were.
 */
export async function deleteLives(
  database: Knex,
  type: Living,
  moment: Date,
): Promise<number> {
  return deleteInBatches(database, {
    table: LIVING[type],
    key: 'id',
    where: old => {
      // No index could tell: each scan would have to write it anew for all that it sees again.
      old
        .whereRaw('coalesce(resolved_at, last_seen_at) < ?', [moment])
        .where(ended => ended.whereNull('until').orWhere('until', '<', moment));
      if (type === 'incident')
        old.whereNotExists(
          database('incidents as target').whereRaw(
            'target.id = incidents.moved_to',
          ),
        );
    },
    before: async (tx, ids) => {
      await whereAnyOf(
        tx('transitions').where('object_type', type),
        'object_id',
        ids,
      ).delete();
    },
  });
}
