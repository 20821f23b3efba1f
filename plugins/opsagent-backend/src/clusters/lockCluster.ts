import { Knex } from 'knex';

/**
 * Waits for whoever else takes in alerts, a scan or an acceptance of the cluster, so that each sees what the other did. Answers whether the portal lists the
 * cluster: incidents of others could be told to nobody.
 */
export async function lockCluster(tx: Knex, cluster: string): Promise<boolean> {
  const row: { listed: boolean } | undefined = await tx('clusters')
    .where('name', cluster)
    .forUpdate()
    .first('listed');
  return Boolean(row?.listed);
}
