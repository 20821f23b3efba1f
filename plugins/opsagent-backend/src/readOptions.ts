import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import type { SecretsPolicy } from '@opsagent/collector';

const SECRETS_POLICIES: readonly SecretsPolicy[] = ['metadata', 'keys', 'none'];

/** The configuration under `opsagent`, with defaults filled in. Times are in milliseconds. */
export interface OpsAgentOptions {
  frequency: SchedulerServiceTaskScheduleDefinition['frequency'];
  initialDelay: HumanDuration;
  scanTimeout: number;
  requestTimeout: number;
  concurrency: number;
  retention: number;
  secrets: SecretsPolicy;
  include: string[];
  exclude: string[];
}

/** @throws InputError that names the field and how to mend it */
export function readOptions(root: Config): OpsAgentOptions {
  const config = root.getOptionalConfig('opsagent');
  const duration = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(readDuration(config, key) ?? fallback);
  return {
    ...readSchedule(config),
    scanTimeout: duration('schedule.timeout', { minutes: 2 }),
    requestTimeout: duration('requestTimeout', { seconds: 20 }),
    retention: duration('retention', { days: 30 }),
    concurrency: readConcurrency(config),
    secrets: readSecrets(config),
    include: config?.getOptionalStringArray('clusters.include') ?? [],
    exclude: config?.getOptionalStringArray('clusters.exclude') ?? [],
  };
}

function readDuration(config: Config | undefined, key: string) {
  return config?.has(key) ? readDurationFromConfig(config, { key }) : undefined;
}

function readSchedule(config: Config | undefined) {
  const fallback = { minutes: 5 };
  const initialDelay = readDuration(config, 'schedule.initialDelay') ?? {
    seconds: 2,
  };
  if (!config?.has('schedule.frequency')) {
    return { frequency: fallback, initialDelay };
  }
  const frequency = config.getOptional('schedule.frequency');
  if (typeof frequency === 'object' && frequency && 'cron' in frequency) {
    const cron = config.getString('schedule.frequency.cron');
    return { frequency: { cron }, initialDelay };
  }
  return {
    frequency: readDuration(config, 'schedule.frequency') ?? fallback,
    initialDelay,
  };
}

function readConcurrency(config: Config | undefined) {
  const concurrency = config?.getOptionalNumber('concurrency') ?? 8;
  if (Number.isInteger(concurrency) && concurrency > 0) return concurrency;
  throw new InputError(
    `opsagent.concurrency: ${concurrency} is not a number of clusters; use a whole number from 1`,
  );
}

function readSecrets(config: Config | undefined) {
  const given = config?.getOptionalString('secrets') ?? 'metadata';
  const policy = SECRETS_POLICIES.find(each => each === given);
  if (policy) return policy;
  throw new InputError(
    `opsagent.secrets: "${given}" is not known; use one of ${SECRETS_POLICIES.join(', ')}`,
  );
}
