import { UNSEEN_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';

/** SQL that is 1 where a column of states says open or regressed, else 0. */
export function oneIfOpen(database: Knex, column: string): Knex.Raw {
  const states = UNSEEN_STATES.map(() => '?').join(', ');
  return database.raw(`case when ?? in (${states}) then 1 else 0 end`, [
    column,
    ...UNSEEN_STATES,
  ]);
}
