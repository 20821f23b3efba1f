import { Knex } from 'knex';

/** Names of the clusters that the Kubernetes plugin still lists: whatever is known of others is told to nobody. */
export function listedClusters(database: Knex): Knex.QueryBuilder {
  return database('clusters').select('name').where('listed', true);
}

/** Restricts a column of cluster names to those. Few are not, so that SQLite is kept from finding the rows by that: in the order of a list, the first ones do. */
export function whereListed(
  database: Knex,
  query: Knex.QueryBuilder,
  column: string,
): Knex.QueryBuilder {
  const listed = listedClusters(database);
  return database.client.config.client === 'pg'
    ? query.whereIn(column, listed)
    : query.whereRaw('+?? in ?', [column, listed]);
}
