import { Knex } from 'knex';

/** Restricts a column of keys, as `objectKey` gives them, to objects in one of the namespaces. */
export function whereNamespaceOfKey(
  query: Knex.QueryBuilder,
  column: string,
  namespaces: readonly string[],
): Knex.QueryBuilder {
  return query.where(any => {
    any.whereRaw('1 = 0');
    for (const namespace of namespaces) {
      const literally = namespace.replace(/[\\%_]/g, '\\$&');
      any.orWhereRaw("?? like ? escape '\\'", [column, `%/${literally}/%`]);
    }
  });
}
