import { Knex } from 'knex';

/** Few enough that scans, and people who change the same rows, hardly wait for a transaction of so many. */
const ROWS_PER_TRANSACTION = 200;

export interface DeletedRows {
  table: string;
  /** The column that names them. */
  key: string;
  /** Narrows a query of the table down to them. */
  where: (rows: Knex.QueryBuilder) => void;
  /** Deletes what other tables have of some of them and would keep, in the same transaction. */
  before?: (tx: Knex.Transaction, keys: readonly string[]) => Promise<void>;
}

/**
 * Deletes any number of rows in transactions of a few, so that a first run after months holds nobody up, and what cuts it short takes nothing back. Answers how many there were.
 */
export async function deleteInBatches(
  database: Knex,
  options: DeletedRows,
): Promise<number> {
  let deleted = 0;
  let last: string | undefined;
  for (;;) {
    const keys = await deleteSome(database, options, last);
    deleted += keys.length;
    if (keys.length < ROWS_PER_TRANSACTION) return deleted;
    last = keys.at(-1);
  }
}

/** Answers what named the rows, in order. */
async function deleteSome(
  database: Knex,
  { table, key, where, before }: DeletedRows,
  after: string | undefined,
): Promise<string[]> {
  return database.transaction(async tx => {
    const rows = tx(table).orderBy(key).limit(ROWS_PER_TRANSACTION).forUpdate();
    where(rows);
    if (after !== undefined) rows.where(key, '>', after);
    const keys: string[] = await rows.pluck(key);
    await before?.(tx, keys);
    await tx(table).whereIn(key, keys).delete();
    return keys;
  });
}
