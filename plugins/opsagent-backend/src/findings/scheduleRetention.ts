import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { FindingStore } from './FindingStore';

export interface RetentionOptions {
  findings: FindingStore;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Milliseconds. */
  retention: number;
}

/** Forgets findings that were resolved, or could no longer be looked at, longer ago than the retention. */
export async function scheduleRetention(
  options: RetentionOptions,
): Promise<void> {
  const { findings, logger, retention, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'delete-old-findings',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      const moment = new Date(Date.now() - retention);
      const deleted = await findings.deleteOlderThan(moment);
      if (deleted > 0) {
        logger.info(
          `Deleted ${deleted} findings from before ${moment.toISOString()}`,
        );
      }
    },
  });
}
