import { Portal, component } from '@opsagent/test-cluster';
import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { randomUUID } from 'node:crypto';
import { BenchDatabase, onEachDatabase } from '../databases';
import { CAPTURED_AT } from '../synthetic/metadata';
import { syntheticCluster } from '../synthetic/syntheticCluster';
import { Comparison, compareRoutes } from './compareRoutes';
import { misses, renderComparisons } from './renderComparisons';

const CLUSTERS = 50;
/** Of each cluster; gives some 400 findings. */
const PODS = 700;
/** Of which those named like a workload have findings. */
const COMPONENTS = 1_000;

async function run() {
  const cluster = await DemoCluster.start({
    objects: syntheticCluster(PODS) as unknown as KubernetesObject[],
    capturedAt: CAPTURED_AT,
    token: randomUUID(),
  });
  const missed: string[] = [];
  try {
    await onEachDatabase(async database => {
      const { name } = database;
      const comparisons = await measured(cluster, database);
      process.stdout.write(`${name}\n${renderComparisons(comparisons)}\n`);
      missed.push(...misses(comparisons).map(each => `${name}: ${each}`));
    });
  } finally {
    await cluster.close();
  }
  for (const each of missed) process.stdout.write(`missed: ${each}\n`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** A portal that has scanned all clusters once, a minute or so ago, asked by a signed-in user. */
async function measured(
  cluster: DemoCluster,
  database: BenchDatabase,
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
    database: database.config,
  });
  try {
    const token = await portal.userToken();
    for (const name of names) await portal.scan(name);
    database.settle();
    return await compareRoutes(portal.baseUrl, token);
  } finally {
    await portal.stop();
  }
}

void run();
