import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';

/** How often something is done, as a duration or a cron line; undefined when it is not configured. */
export function readFrequency(
  config: Config,
  key: string,
): SchedulerServiceTaskScheduleDefinition['frequency'] | undefined {
  const given = config.getOptional(key);
  if (given === undefined) return undefined;
  return typeof given === 'object' && given !== null && 'cron' in given
    ? { cron: config.getString(`${key}.cron`) }
    : readDurationFromConfig(config, { key });
}
