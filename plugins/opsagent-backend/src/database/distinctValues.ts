import { Knex } from 'knex';

/** The values of an indexed column in their order. What it takes grows with their number and not with that of the rows: each is looked up as the next after the one before. */
export async function distinctValues(
  database: Knex,
  table: string,
  column: string,
): Promise<string[]> {
  const first = database(table).min({ value: column });
  const next = database(table)
    .min(column)
    .whereRaw('?? > found.value', [column]);
  return database
    .withRecursive('found', found =>
      found
        .from(first.as('first'))
        .select('value')
        .unionAll(
          database('found').select({ value: next }).whereNotNull('value'),
        ),
    )
    .from('found')
    .whereNotNull('value')
    .pluck('value');
}
