import { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { DatabaseTime } from './sql';

export interface PageOptions<Row> {
  /** The columns that order the list; together they are unique. */
  order: readonly (keyof Row & string)[];
  /** Of all of them; ascending unless given. */
  direction?: 'asc' | 'desc';
  /** Those of the columns that are times; in a cursor, milliseconds since the epoch. */
  times?: readonly (keyof Row & string)[];
  /** Their values in one row. */
  position: z.ZodType<readonly (number | string)[]>;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface Page<Row> {
  rows: Row[];
  /** Over all pages. */
  totalItems: number;
  pageInfo: { nextCursor?: string };
}

/**
 * One page of a list and how long the whole list is.
 *
 * @param matching - a new query for the whole list each time
 * @throws InputError for a cursor that is not of this list
 */
export async function readPage<Row extends object>(
  matching: () => Knex.QueryBuilder,
  options: PageOptions<Row>,
): Promise<Page<Row>> {
  const { cursor, direction = 'asc', limit, order, position } = options;
  const isTime = (column: keyof Row & string) =>
    options.times?.includes(column) ?? false;
  const page = matching()
    .orderBy(order.map(column => ({ column, order: direction })))
    .limit(limit + 1);
  if (cursor) {
    const after = decodeCursor(cursor, position).map((value, index) =>
      isTime(order[index]) ? new Date(value) : value,
    );
    const list = (of: readonly unknown[], mark: string) =>
      of.map(() => mark).join(', ');
    const beyond = direction === 'asc' ? '>' : '<';
    page.whereRaw(`(${list(order, '??')}) ${beyond} (${list(after, '?')})`, [
      ...order,
      ...after,
    ]);
  }
  const found: Row[] = await page;
  const isWhole = !cursor && found.length <= limit;
  const total = isWhole ? found.length : await countOf(matching());
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const valueOf = (row: Row, column: keyof Row & string) =>
    isTime(column)
      ? new Date(row[column] as DatabaseTime).getTime()
      : row[column];
  return {
    rows,
    totalItems: total,
    pageInfo: last
      ? {
          nextCursor: encodeCursor(
            position.parse(order.map(each => valueOf(last, each))),
          ),
        }
      : {},
  };
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ total }] = await query.count({ total: '*' });
  return Number(total);
}
