import {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ClusterRegistry } from '../clusters/ClusterRegistry';
import { ClusterStore } from '../clusters/ClusterStore';
import { EntityCatalog } from '../entities/EntityCatalog';
import { Scanner } from './Scanner';

/** Milliseconds after a start in which the catalog fills and other plugins come up. */
const SETTLING_TIME = 180_000;
const SETTLING_PACE = { seconds: 5 };
/** Between two looks for scans whose process has died. */
const TAKEOVER_PACE = { seconds: 10 };

export interface ScanScheduleOptions {
  registry: ClusterRegistry;
  clusters: ClusterStore;
  scanner: Scanner;
  entities: EntityCatalog;
  scheduler: SchedulerService;
  auth: AuthService;
  logger: LoggerService;
  schedule: Schedule;
}

type Schedule = Pick<
  SchedulerServiceTaskScheduleDefinition,
  'frequency' | 'initialDelay'
>;

/**
 * Scans every cluster on its own schedule.
 *
 * Each process lists the clusters and joins in a task for each; the scheduler gives a cluster's turn to one process. A cluster that hangs delays no other. What a
 * process leaves unfinished when it dies is taken up by the others.
 */
export class ScanSchedule {
  readonly #options: ScanScheduleOptions;
  readonly #scheduled = new Map<string, AbortController>();
  /** Whether every listed cluster has its task; undefined before the first attempt. */
  #listed: boolean | undefined;

  constructor(options: ScanScheduleOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { frequency, initialDelay } = this.#options.schedule;
    await this.#repeat({
      id: 'list-clusters',
      frequency,
      initialDelay,
      fn: signal => this.#followClusters(signal),
    });
    await this.#repeat({
      id: 'settle',
      frequency: SETTLING_PACE,
      initialDelay: SETTLING_PACE,
      signal: AbortSignal.timeout(SETTLING_TIME),
      fn: signal => this.#settle(signal),
    });
    await this.#repeat({
      id: 'take-over',
      frequency: TAKEOVER_PACE,
      initialDelay: TAKEOVER_PACE,
      fn: () => this.#takeOver(),
    });
  }

  /** The turn of such a cluster has passed, and the next may be far away. */
  async #takeOver() {
    const { auth, clusters, logger, scanner } = this.#options;
    const abandoned = await clusters.listAbandoned({ now: new Date() });
    const credentials = await auth.getOwnServiceCredentials();
    for (const cluster of abandoned) {
      const signal = this.#scheduled.get(cluster)?.signal;
      if (signal && (await scanner.start(cluster, { credentials, signal })))
        logger.info(`Took over the scan of cluster ${cluster}`);
    }
  }

  /** In every process, and again next time whatever happens. */
  async #repeat(task: Schedule & SchedulerServiceTaskInvocationDefinition) {
    const { logger, scheduler } = this.#options;
    await scheduler.scheduleTask({
      ...task,
      timeout: { minutes: 1 },
      scope: 'local',
      fn: async signal => {
        try {
          await task.fn(signal);
        } catch (error) {
          logger.warn(
            `Task ${task.id} failed and will be tried again: ${error}`,
          );
        }
      },
    });
  }

  /**
   * Makes up for what was not there yet when the portal started, without waiting for the next turn: the list of clusters, and entities to link to, which takes a
   * scan.
   */
  async #settle(signal: AbortSignal) {
    const { auth, entities, scanner } = this.#options;
    if (this.#listed === false) await this.#followClusters(signal);
    const credentials = await auth.getOwnServiceCredentials();
    for (const cluster of await entities.outdatedClusters()) {
      if (!this.#scheduled.has(cluster)) continue;
      await scanner.start(cluster, { credentials });
    }
  }

  async #followClusters(signal: AbortSignal) {
    this.#listed ??= false;
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
    this.#listed = true;
  }

  /** A turn ends once the scan is accepted: how long it waits and runs is between the scanner and the claim on the cluster. */
  async #schedule(cluster: string) {
    const { auth, scanner, schedule, scheduler } = this.#options;
    const task = new AbortController();
    this.#scheduled.set(cluster, task);
    try {
      await scheduler.scheduleTask({
        id: `scan-${cluster}`,
        frequency: schedule.frequency,
        timeout: { minutes: 1 },
        scope: 'global',
        signal: task.signal,
        fn: async () => {
          const credentials = await auth.getOwnServiceCredentials();
          await scanner.start(cluster, { credentials, signal: task.signal });
        },
      });
    } catch (error) {
      this.#scheduled.delete(cluster);
      throw error;
    }
  }
}
