import { Portal, component } from '@opsagent/test-cluster';
import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { randomUUID } from 'node:crypto';
import { BenchDatabase } from '../databases';
import { CAPTURED_AT } from '../synthetic/metadata';
import { syntheticCluster } from '../synthetic/syntheticCluster';

const CLUSTERS = 50;
/** Of each cluster; gives some 400 findings. */
const PODS = 700;
/** Of which those named like a workload have findings. */
const COMPONENTS = 1_000;

/** A portal with some 20,000 findings: it has scanned 50 clusters once, a minute or so ago. */
export class LargePortal {
  readonly portal: Portal;
  readonly #cluster: DemoCluster;

  /** Takes a minute or two. */
  static async start(database: BenchDatabase): Promise<LargePortal> {
    const cluster = await DemoCluster.start({
      objects: syntheticCluster(PODS) as unknown as KubernetesObject[],
      capturedAt: CAPTURED_AT,
      token: randomUUID(),
    });
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
    }).catch(async error => {
      await cluster.close();
      throw error;
    });
    const started = new LargePortal(portal, cluster);
    try {
      for (const name of names) await portal.scan(name);
      database.settle();
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  private constructor(portal: Portal, cluster: DemoCluster) {
    this.portal = portal;
    this.#cluster = cluster;
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.#cluster.close();
  }
}
