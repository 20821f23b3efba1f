import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';

/** Marks runs of models whose process has died, within a minute of it, on one backend at a time. */
export async function scheduleInterruption(options: {
  stores: readonly { interruptDead(now: Date): Promise<number> }[];
  scheduler: SchedulerService;
  changes: Pick<ChangeBroadcast, 'announce'>;
  logger: LoggerService;
}): Promise<void> {
  const { changes, logger, scheduler, stores } = options;
  await scheduler.scheduleTask({
    id: 'interrupt-investigations',
    frequency: { seconds: 20 },
    initialDelay: { seconds: 5 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      let interrupted = 0;
      for (const store of stores)
        interrupted += await store.interruptDead(new Date());
      if (interrupted === 0) return;
      logger.warn(
        `${interrupted} investigations or answers were interrupted, as the process that ran them has ended`,
      );
      changes.announce();
    },
  });
}
