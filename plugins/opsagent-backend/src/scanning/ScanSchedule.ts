import {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ClusterRegistry } from '../clusters/ClusterRegistry';
import { ClusterStore } from '../clusters/ClusterStore';
import { EntityCatalog } from '../entities/EntityCatalog';
import { Scanner } from './Scanner';

/** Milliseconds in which a scan stores its result, or its failure, after its own timeout. */
const GRACE = 30_000;

export interface ScanScheduleOptions {
  registry: ClusterRegistry;
  clusters: ClusterStore;
  scanner: Scanner;
  entities: EntityCatalog;
  scheduler: SchedulerService;
  auth: AuthService;
  logger: LoggerService;
  schedule: Schedule & {
    /** Milliseconds for one cluster. */
    scanTimeout: number;
  };
}

type Schedule = Pick<
  SchedulerServiceTaskScheduleDefinition,
  'frequency' | 'initialDelay'
>;

/**
 * Scans every cluster on its own schedule.
 *
 * Each process lists the clusters and joins in a task for each; the scheduler gives a cluster's turn to one process. A cluster that hangs delays no other.
 */
export class ScanSchedule {
  readonly #options: ScanScheduleOptions;
  readonly #scheduled = new Map<string, AbortController>();

  constructor(options: ScanScheduleOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { schedule } = this.#options;
    await this.#repeat('list-clusters', schedule, signal =>
      this.#followClusters(signal),
    );
    await this.#repeat('follow-catalog', { frequency: { seconds: 5 } }, () =>
      this.#followCatalog(),
    );
  }

  /** In every process, and again next time whatever happens. */
  async #repeat(
    id: string,
    {
      frequency,
      initialDelay,
    }: Partial<Schedule> & Pick<Schedule, 'frequency'>,
    fn: (signal: AbortSignal) => Promise<void>,
  ) {
    const { logger, scheduler } = this.#options;
    await scheduler.scheduleTask({
      id,
      frequency,
      initialDelay,
      timeout: { minutes: 1 },
      scope: 'local',
      fn: async signal => {
        try {
          await fn(signal);
        } catch (error) {
          logger.warn(`Task ${id} failed and will be tried again: ${error}`);
        }
      },
    });
  }

  /** Links anew, which takes a scan, when entities have come or gone. */
  async #followCatalog() {
    const { auth, entities, scanner } = this.#options;
    if (!(await entities.hasSettledAnew())) return;
    const credentials = await auth.getOwnServiceCredentials();
    for (const cluster of this.#scheduled.keys()) {
      await scanner.start(cluster, { credentials });
    }
  }

  async #followClusters(signal: AbortSignal) {
    const { auth, clusters, registry } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const listed = await registry.list({ credentials, signal });
    await clusters.saveListed(listed);

    const scannable = listed
      .filter(each => each.scannable)
      .map(each => each.name);
    for (const [cluster, task] of this.#scheduled) {
      if (scannable.includes(cluster)) continue;
      task.abort();
      this.#scheduled.delete(cluster);
    }
    for (const cluster of scannable) {
      if (!this.#scheduled.has(cluster)) await this.#schedule(cluster);
    }
  }

  async #schedule(cluster: string) {
    const { auth, scanner, schedule, scheduler } = this.#options;
    const task = new AbortController();
    this.#scheduled.set(cluster, task);
    await scheduler.scheduleTask({
      id: `scan-${cluster}`,
      frequency: schedule.frequency,
      timeout: { milliseconds: schedule.scanTimeout + GRACE },
      scope: 'global',
      signal: task.signal,
      fn: async signal => {
        const credentials = await auth.getOwnServiceCredentials();
        const scan = await scanner.start(cluster, { credentials, signal });
        await scan?.done;
      },
    });
  }
}
