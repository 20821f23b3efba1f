import { Portal, component, waitFor } from '@opsagent/test-cluster';
import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPTURED_AT } from '../synthetic/metadata';
import { syntheticCluster } from '../synthetic/syntheticCluster';
import { Comparison, compareRoutes } from './compareRoutes';
import { misses, renderComparisons } from './renderComparisons';

const CLUSTERS = 50;
/** Of each cluster; gives some 400 findings. */
const PODS = 700;
/** Of which those named like a workload have findings. */
const COMPONENTS = 1_000;
/** Where PostgreSQL is, as the backend's own tests are told; without it SQLite alone is measured. */
const POSTGRES =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'opsagent-bench-'));
  const cluster = await DemoCluster.start({
    objects: syntheticCluster(PODS) as unknown as KubernetesObject[],
    capturedAt: CAPTURED_AT,
    token: randomUUID(),
  });
  try {
    const databases = {
      SQLite: { client: 'better-sqlite3', connection: { directory: folder } },
      ...(POSTGRES && {
        PostgreSQL: {
          client: 'pg',
          connection: POSTGRES,
          prefix: `bench_${Date.now()}_`,
        },
      }),
    };
    const missed: string[] = [];
    for (const [name, database] of Object.entries(databases)) {
      const comparisons = await measured(cluster, database);
      process.stdout.write(`${name}\n${renderComparisons(comparisons)}\n`);
      missed.push(...misses(comparisons).map(each => `${name}: ${each}`));
    }
    if (!POSTGRES)
      process.stdout.write(
        'PostgreSQL was not measured: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING is not set\n',
      );
    for (const each of missed) process.stdout.write(`missed: ${each}\n`);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true });
  }
}

/** A portal that has scanned all clusters once, asked by a signed-in user. */
async function measured(
  cluster: DemoCluster,
  database: object,
): Promise<Comparison[]> {
  const names = Array.from({ length: CLUSTERS }, (_, i) => `cluster-${i}`);
  const portal = await Portal.start({
    clusters: names.map(name => ({
      controlPlane: { name, server: cluster.url },
      token: cluster.token ?? '',
    })),
    entities: Array.from({ length: COMPONENTS }, (_, i) =>
      component(`service-${i}`),
    ),
    database,
  });
  try {
    const token = await portal.userToken();
    await waitFor(
      'the catalog to be filled',
      async () => {
        const { totalItems } = await catalogPage(portal, token);
        return totalItems >= COMPONENTS;
      },
      { timeout: 300_000 },
    );
    for (const name of names) await portal.scan(name);
    return await compareRoutes(portal.baseUrl, token);
  } finally {
    await portal.stop();
  }
}

async function catalogPage(portal: Portal, token: string) {
  const response = await fetch(
    `${portal.baseUrl}/api/catalog/entities/by-query?limit=1&filter=kind=component`,
    { headers: { Authorization: `Bearer ${token}` } },
  );
  return (await response.json()) as { totalItems: number };
}

void run();
