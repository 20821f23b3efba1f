import {
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Dispatcher } from './Dispatcher';
import { NotificationChannel } from './NotificationChannel';
import { writeDigests } from './writeDigests';

export interface NotificationSchedule {
  database: Knex;
  channels: readonly NotificationChannel[];
  dispatcher: Pick<Dispatcher, 'send'>;
  scheduler: SchedulerService;
  /** Owner of what nobody owns, an entity reference. */
  platformOwner?: string;
  /** When owners are told of risks and hygiene; never when absent. */
  digest?: SchedulerServiceTaskScheduleDefinition['frequency'];
}

/** Sends what a scan has not sent at once: what is to be tried again, and what another process has left. Writes digests when they are due. */
export async function scheduleNotifications(
  options: NotificationSchedule,
): Promise<void> {
  const { channels, digest, dispatcher, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'send-notifications',
    frequency: { seconds: 15 },
    initialDelay: { seconds: 15 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: () => dispatcher.send(),
  });
  if (!digest || channels.length === 0) return;
  await scheduler.scheduleTask({
    id: 'write-digests',
    frequency: digest,
    initialDelay: { minutes: 10 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      await writeDigests({ ...options, at: new Date() });
      await dispatcher.send();
    },
  });
}
