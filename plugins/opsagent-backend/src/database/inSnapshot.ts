import { Knex } from 'knex';

/** Lets all queries of a function see the database as it is at one moment. They have to go through the transaction that it is given. */
export async function inSnapshot<T>(
  database: Knex,
  read: (tx: Knex) => Promise<T>,
): Promise<T> {
  return database.transaction(
    read,
    database.client.config.client === 'pg'
      ? { isolationLevel: 'repeatable read', readOnly: true }
      : {},
  );
}
