import {
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Dispatcher } from './Dispatcher';
import { NoticeWriter } from './NoticeWriter';
import { NotificationChannel } from './NotificationChannel';
import { tellOfAlerts } from './tellOfAlerts';
import { tellOfVerdicts } from './tellOfVerdicts';
import { writeDigests } from './writeDigests';

export interface NotificationSchedule {
  database: Knex;
  channels: readonly NotificationChannel[];
  writer: Pick<NoticeWriter, 'ofCluster' | 'ofVerdicts'>;
  dispatcher: Pick<Dispatcher, 'send'>;
  scheduler: SchedulerService;
  /** Owner of what nobody owns, an entity reference. */
  platformOwner?: string;
  /** When owners are told of risks and hygiene; never when absent. */
  digest?: SchedulerServiceTaskScheduleDefinition['frequency'];
}

/**
 * Sends what a scan has not sent at once: what is to be tried again, and what another process has left. Every process looks for that by itself, since claims keep two
 * from sending the same, and the turn of one that died would be lost for minutes. Tells of what alerts opened and of what was investigated by itself, and writes digests when they are due.
 */
export async function scheduleNotifications(
  options: NotificationSchedule,
): Promise<void> {
  const { channels, database, digest, dispatcher, scheduler, writer } = options;
  await scheduler.scheduleTask({
    id: 'send-notifications',
    frequency: { seconds: 15 },
    initialDelay: { seconds: 15 },
    timeout: { minutes: 5 },
    scope: 'local',
    fn: () => dispatcher.send(),
  });
  if (channels.length === 0) return;
  await scheduler.scheduleTask({
    id: 'tell-of-alerts',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      await tellOfAlerts(database, writer, new Date());
      await dispatcher.send();
    },
  });
  await scheduler.scheduleTask({
    id: 'tell-of-verdicts',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      await tellOfVerdicts(database, writer, new Date());
      await dispatcher.send();
    },
  });
  if (!digest) return;
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
