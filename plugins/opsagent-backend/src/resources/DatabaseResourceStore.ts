import {
  NamespaceQuery,
  NamespaceSort,
  NodeQuery,
  NodeSort,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NodeResources } from '@opsagent/engine';
import { Knex } from 'knex';
import { z } from 'zod';
import { Page, readPage } from '../database/readPage';
import { Visibility } from '../findings/FindingStore';
import { RankedNamespaceRow, namespacesByHealth } from './namespacesByHealth';
import {
  ClusterRow,
  NamespaceRow,
  NodeRow,
  nodeOf,
  storedClusterOf,
  storedNamespaceOf,
} from './resourceRows';
import {
  ResourcePage,
  ResourceStore,
  StoredCluster,
  StoredNamespace,
} from './ResourceStore';

const NAMESPACE_COLUMNS = {
  name: 'name',
  pods: 'pods',
  notReady: 'not_ready',
  cpu: 'cpu',
  memory: 'memory',
} as const satisfies Record<
  Exclude<NamespaceSort, 'health'>,
  keyof NamespaceRow
>;

const NODE_COLUMNS = {
  name: 'name',
  ready: 'readiness',
  pods: 'pods',
  cpu: 'cpu',
  memory: 'memory',
} as const satisfies Record<NodeSort, keyof NodeRow>;

const byNameSchema = z.tuple([z.string()]);
const byNumberSchema = z.tuple([z.number(), z.string()]);

const BY_HEALTH = {
  order: ['worst_rank', 'minus_open', 'name'],
  position: z.tuple([z.int(), z.int(), z.string()]),
} as const;

/** Resources of clusters in the plugin's database. */
export class DatabaseResourceStore implements ResourceStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async clusters(): Promise<Map<string, StoredCluster>> {
    const rows: ClusterRow[] = await this.#database('clusters').select(
      'name',
      'resources',
      'scores',
    );
    return new Map(
      rows.flatMap(row => {
        const stored = storedClusterOf(row);
        return stored ? [[row.name, stored]] : [];
      }),
    );
  }

  async cluster(cluster: string): Promise<StoredCluster | undefined> {
    const row: ClusterRow | undefined = await this.#database('clusters')
      .select('name', 'resources', 'scores')
      .where('name', cluster)
      .first();
    return row && storedClusterOf(row);
  }

  async namespaces(
    cluster: string,
    query: NamespaceQuery,
    visibility?: Visibility,
  ): Promise<ResourcePage<StoredNamespace>> {
    const { sort, order, q, ...part } = query;
    const database = this.#database;
    const { rows, ...page }: Page<NamespaceRow> =
      sort === 'health'
        ? await readPage<RankedNamespaceRow>(
            database,
            () =>
              matching(
                namespacesByHealth(database, cluster, visibility),
                cluster,
                q,
              ),
            { ...BY_HEALTH, direction: order, ...part },
          )
        : await readPage<NamespaceRow>(
            database,
            () => matching(database('cluster_namespaces'), cluster, q),
            sortedBy(NAMESPACE_COLUMNS[sort], { ...query, sort }),
          );
    return { items: rows.map(storedNamespaceOf), ...page };
  }

  async namespace(
    cluster: string,
    name: string,
  ): Promise<StoredNamespace | undefined> {
    const row: NamespaceRow | undefined = await this.#database(
      'cluster_namespaces',
    )
      .where({ cluster, name })
      .first();
    return row && storedNamespaceOf(row);
  }

  async nodes(
    cluster: string,
    query: NodeQuery,
  ): Promise<ResourcePage<NodeResources>> {
    const { rows, ...page } = await readPage<NodeRow>(
      this.#database,
      () => matching(this.#database('cluster_nodes'), cluster, query.q),
      sortedBy(NODE_COLUMNS[query.sort], query),
    );
    return { items: rows.map(nodeOf), ...page };
  }

  async node(
    cluster: string,
    name: string,
  ): Promise<NodeResources | undefined> {
    const row: NodeRow | undefined = await this.#database('cluster_nodes')
      .where({ cluster, name })
      .first();
    return row && nodeOf(row);
  }
}

function matching(
  rows: Knex.QueryBuilder,
  cluster: string,
  part: string | undefined,
): Knex.QueryBuilder {
  rows.where({ cluster });
  if (part) {
    const escaped = part.toLowerCase().replace(/[!%_]/g, '!$&');
    rows.whereRaw(`name like ? escape '!'`, [`%${escaped}%`]);
  }
  return rows;
}

/** Names, and nodes that are not ready, come first; of all else the largest does. Names decide between equals. */
function sortedBy<Column extends string>(
  column: Column,
  {
    sort,
    order,
    limit,
    cursor,
  }: Omit<NamespaceQuery | NodeQuery, 'sort'> & { sort: string },
) {
  const ascends = sort === 'name' || sort === 'ready';
  return {
    order: sort === 'name' ? ['name' as const] : [column, 'name' as const],
    direction: order ?? (ascends ? ('asc' as const) : ('desc' as const)),
    position: sort === 'name' ? byNameSchema : byNumberSchema,
    limit,
    cursor,
  };
}
