import { Knex } from 'knex';
import { chunks } from '../database/sql';
import { CompletedScan } from '../scanning/ScanStore';
import { namespaceRow, nodeRow } from './resourceRows';

/** Puts what a scan saw of a cluster's resources in the place of what the one before saw. The cluster's own are a part of its row. */
export async function replaceResources(
  tx: Knex,
  { cluster, resources, scores }: CompletedScan,
): Promise<void> {
  const { namespaces, nodes } = resources;
  const scored = new Map(scores.namespaces.map(each => [each.namespace, each]));
  await replaceRows(
    tx,
    'cluster_namespaces',
    cluster,
    namespaces.map(each => namespaceRow(cluster, each, scored.get(each.name))),
  );
  await replaceRows(
    tx,
    'cluster_nodes',
    cluster,
    nodes.map(each => nodeRow(cluster, each)),
  );
}

async function replaceRows(
  tx: Knex,
  table: string,
  cluster: string,
  rows: readonly object[],
) {
  await tx(table).where({ cluster }).delete();
  for (const chunk of chunks(rows)) await tx(table).insert(chunk);
}
