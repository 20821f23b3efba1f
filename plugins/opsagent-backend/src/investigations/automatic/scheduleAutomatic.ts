import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { AutomaticInvestigations } from './AutomaticInvestigations';

/** Begins within a minute of a scan what is to be investigated by itself, on one backend at a time; never where the configuration does not ask for it. */
export async function scheduleAutomatic(options: {
  automatic?: Pick<AutomaticInvestigations, 'look'>;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<void> {
  const { automatic, logger, scheduler } = options;
  if (!automatic) return;
  await scheduler.scheduleTask({
    id: 'investigate-automatically',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async signal => {
      const begun = await automatic.look(signal);
      if (begun > 0) logger.info(`Investigating ${begun} incidents`);
    },
  });
}
