import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';
import { NoticeWriter } from '../notifications/NoticeWriter';
import { wakeSnoozed } from './wakeSnoozed';

/** Ends snoozes and acceptances within a minute of their time, on one backend at a time. */
export async function scheduleWaking(options: {
  database: Knex;
  scheduler: SchedulerService;
  changes: Pick<ChangeBroadcast, 'announce'>;
  notices?: Pick<NoticeWriter, 'ofIncidents'>;
}): Promise<void> {
  const { changes, database, notices, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'end-snoozes',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      const woken = await wakeSnoozed(database, {
        now: new Date(),
        notices,
      });
      if (woken > 0) changes.announce();
    },
  });
}
