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
  /** Those that are read; all unless given. */
  columns?: readonly (string | Knex.Raw)[];
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
 * One page of a list and how long the whole list is, from one statement, so that both are of the same moment.
 *
 * @param matching - a new query for the whole list each time
 * @throws InputError for a cursor that is not of this list
 */
export async function readPage<Row extends object>(
  database: Knex,
  matching: () => Knex.QueryBuilder,
  options: PageOptions<Row>,
): Promise<Page<Row>> {
  const { direction = 'asc', limit, order, position } = options;
  const page = matching()
    .select(...(options.columns ?? ['*']))
    .orderBy(order.map(column => ({ column, order: direction })))
    .limit(limit + 1);
  if (options.cursor) whereBeyond(page, options.cursor, options);
  const counted: Counted<Row>[] = await database
    .select('counted.list_length', 'page.*')
    .from(matching().count({ list_length: '*' }).as('counted'))
    // So that the length is told of an empty page too.
    .leftJoin(page.as('page'), database.raw('1 = 1'))
    .orderBy(
      order.map(column => ({ column: `page.${column}`, order: direction })),
    );
  const found = counted.filter(row => row[order[0]] !== null);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows,
    totalItems: Number(counted[0].list_length),
    pageInfo: last
      ? {
          nextCursor: encodeCursor(
            position.parse(order.map(each => placeOf(last, each, options))),
          ),
        }
      : {},
  };
}

/** Without a page, its columns are null. */
type Counted<Row> = Row & { list_length: number | string };

function whereBeyond<Row>(
  page: Knex.QueryBuilder,
  cursor: string,
  { direction = 'asc', order, position, times = [] }: PageOptions<Row>,
) {
  const after = decodeCursor(cursor, position).map((value, index) =>
    times.includes(order[index]) ? new Date(value) : value,
  );
  const list = (of: readonly unknown[], mark: string) =>
    of.map(() => mark).join(', ');
  page.whereRaw(
    `(${list(order, '??')}) ${direction === 'asc' ? '>' : '<'} (${list(after, '?')})`,
    [...order, ...after],
  );
}

function placeOf<Row>(
  row: Row,
  column: keyof Row & string,
  { times = [] }: PageOptions<Row>,
) {
  return times.includes(column)
    ? new Date(row[column] as DatabaseTime).getTime()
    : row[column];
}
