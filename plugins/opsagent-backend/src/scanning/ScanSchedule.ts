import {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ClusterRegistry } from '../clusters/ClusterRegistry';
import { ClusterStore } from '../clusters/ClusterStore';
import { Scanner } from './Scanner';

export interface ScanScheduleOptions {
  registry: ClusterRegistry;
  clusters: ClusterStore;
  scanner: Scanner;
  scheduler: SchedulerService;
  auth: AuthService;
  logger: LoggerService;
  schedule: Pick<
    SchedulerServiceTaskScheduleDefinition,
    'frequency' | 'initialDelay'
  > & {
    /** Milliseconds for one cluster. */
    scanTimeout: number;
  };
}

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
    const { logger, schedule, scheduler } = this.#options;
    await scheduler.scheduleTask({
      id: 'list-clusters',
      frequency: schedule.frequency,
      initialDelay: schedule.initialDelay,
      timeout: { minutes: 1 },
      scope: 'local',
      fn: async signal => {
        try {
          await this.#followClusters(signal);
        } catch (error) {
          logger.warn(
            `Clusters could not be listed, the known ones go on being scanned: ${error}`,
          );
        }
      },
    });
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

/** Milliseconds in which a scan stores its result, or its failure, after its own timeout. */
const GRACE = 30_000;
