import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';
import { AlertStore } from './AlertStore';

export interface AlertUpkeepOptions {
  alerts: Pick<AlertStore, 'endUnheard' | 'settleIncidents'>;
  changes: Pick<ChangeBroadcast, 'announce'>;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Milliseconds. */
  endUnheardAfter: number;
}

/** Ends, each minute and on one backend at a time, alerts that are no longer repeated and incidents that no alert tells any more. */
export async function scheduleAlertUpkeep({
  alerts,
  changes,
  endUnheardAfter,
  logger,
  scheduler,
}: AlertUpkeepOptions): Promise<void> {
  await scheduler.scheduleTask({
    id: 'end-alerts',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 45 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      const now = new Date();
      const heardBefore = new Date(now.getTime() - endUnheardAfter);
      const ended = await alerts.endUnheard(heardBefore, now);
      if (ended > 0)
        logger.info(
          `Ended ${ended} alerts that were last heard of before ${heardBefore.toISOString()}`,
        );
      const settled = await alerts.settleIncidents(now);
      if (ended + settled > 0) changes.announce();
    },
  });
}
