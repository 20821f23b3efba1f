import { Knex } from 'knex';

/** Names of the clusters that the Kubernetes plugin still lists: whatever is known of others is told to nobody. */
export function listedClusters(database: Knex): Knex.QueryBuilder {
  return database('clusters').select('name').where('listed', true);
}
