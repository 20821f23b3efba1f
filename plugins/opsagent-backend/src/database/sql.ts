import { Knex } from 'knex';

/** Rows of one insert: stays below the variable and compound limits of SQLite. */
const ROWS_PER_STATEMENT = 100;

/** SQLite keeps times as epoch milliseconds, PostgreSQL gives dates. */
export type DatabaseTime = Date | number | string;

export function toIso(time: DatabaseTime): string {
  return new Date(time).toISOString();
}

/** `undefined` for a missing column, so that absent values stay out of JSON. */
export function optionalIso(
  time: DatabaseTime | null | undefined,
): string | undefined {
  return time === null || time === undefined ? undefined : toIso(time);
}

/**
 * Restricts a column to a list of any length: the list travels as one variable, where `in (?, ?, …)` would hit the limits of the database.
 */
export function whereAnyOf(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[],
): Knex.QueryBuilder {
  if (query.client.config.client === 'pg') {
    return query.whereRaw('?? = any(?)', [column, [...values]]);
  }
  return query.whereRaw('?? in (select value from json_each(?))', [
    column,
    JSON.stringify(values),
  ]);
}

/**
 * As `whereAnyOf`, for a subquery that finds its few rows by another column. SQLite would rather go through the whole list for each row that the subquery is asked
 * about, which the plus sign keeps it from by taking the column's index out of its sight.
 */
export function whereAmong(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[],
): Knex.QueryBuilder {
  if (query.client.config.client === 'pg')
    return whereAnyOf(query, column, values);
  return query.whereRaw('+?? in (select value from json_each(?))', [
    column,
    JSON.stringify(values),
  ]);
}

/**
 * Tells PostgreSQL which few values the rest of a query leaves of a column, so that it looks each up in the column's index, however little it knows of the tables: after the first
 * scans of many clusters it has no statistics, and joins in a bad order. SQLite finds the order by its indexes, and would be kept from it.
 */
export function hintValues(
  query: Knex.QueryBuilder,
  column: string,
  values: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return query.client.config.client === 'pg'
    ? query.whereRaw('?? = any(array(?))', [column, values])
    : query;
}

/** Restricts columns to what the filters of their names allow; a filter that is left out allows everything. */
export function whereColumns<Column extends string>(
  query: Knex.QueryBuilder,
  columns: readonly Column[],
  filters: { readonly [column in Column]?: readonly string[] },
): Knex.QueryBuilder {
  for (const column of columns) {
    const values = filters[column];
    if (values) whereAnyOf(query, column, values);
  }
  return query;
}

/** Lets one transaction at a time change a table, while others read on. SQLite has but one writer anyway. */
export async function lockTable(tx: Knex.Transaction, table: string) {
  if (tx.client.config.client === 'pg')
    await tx.raw('lock table ?? in share row exclusive mode', [table]);
}

export function* chunks<T>(items: readonly T[], size = ROWS_PER_STATEMENT) {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
