import { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

export interface PageOptions<Row> {
  /** The columns that order the list; together they are unique. */
  order: readonly (keyof Row & string)[];
  /** Of all of them; ascending unless given. */
  direction?: 'asc' | 'desc';
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
  { order, direction = 'asc', position, limit, cursor }: PageOptions<Row>,
): Promise<Page<Row>> {
  const page = matching()
    .orderBy(order.map(column => ({ column, order: direction })))
    .limit(limit + 1);
  if (cursor) {
    const after = decodeCursor(cursor, position);
    const list = (of: readonly unknown[], mark: string) =>
      of.map(() => mark).join(', ');
    const beyond = direction === 'asc' ? '>' : '<';
    page.whereRaw(`(${list(order, '??')}) ${beyond} (${list(after, '?')})`, [
      ...order,
      ...after,
    ]);
  }
  const found: Row[] = await page;
  const [{ total }] = await matching().count({ total: '*' });
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows,
    totalItems: Number(total),
    pageInfo: last
      ? {
          nextCursor: encodeCursor(
            position.parse(order.map(each => last[each])),
          ),
        }
      : {},
  };
}
