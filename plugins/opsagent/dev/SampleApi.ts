import {
  EntityHealth,
  OpsAgentApi,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { samples } from '../src/__testUtils__/samples';

const SCAN_TAKES = 6_000;

/** Answers from the samples, chosen by the entity's name. Scans take some seconds and change nothing but their time. */
export class SampleApi implements OpsAgentApi {
  #scannedAt?: number;

  async getEntityHealth(entityRef: string): Promise<EntityHealth> {
    const name = entityRef.split('/')[1];
    if (name === 'loading') return new Promise(() => {});
    if (name === 'forbidden') throw await failure(403, 'NotAllowedError');
    if (name === 'error') throw await failure(503, 'ServiceUnavailableError');
    const sample = Object.entries(samples).find(([key]) => key === name)?.[1];
    if (!sample) throw new NotFoundError(`No sample ${name}`);
    return this.#withScan(sample());
  }

  async requestScan(cluster: string) {
    this.#scannedAt = Date.now() + SCAN_TAKES;
    return { cluster, started: true };
  }

  async listClusters() {
    return { items: [] };
  }

  async listFindings() {
    return { items: [], totalItems: 0, pageInfo: {} };
  }

  async getFinding(id: string): Promise<never> {
    throw new NotFoundError(`No finding ${id}`);
  }

  #withScan(health: EntityHealth): EntityHealth {
    const scannedAt = this.#scannedAt;
    if (scannedAt === undefined) return health;
    return {
      ...health,
      clusters: health.clusters.map(each => ({
        ...each,
        scanning: Date.now() < scannedAt,
        scannedAt:
          Date.now() < scannedAt
            ? each.scannedAt
            : new Date(scannedAt).toISOString(),
      })),
    };
  }
}

function failure(status: number, name: string) {
  const body = { error: { name, message: 'Said by the sample' }, response: {} };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}
