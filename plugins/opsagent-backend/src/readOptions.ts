import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { ModelOptions, ModelRoles } from '@opsagent/investigator';
import type { SecretsPolicy } from '@opsagent/collector';
import { MappingRule } from './entities/MappingRule';
import { canonicalRef } from './entities/canonicalRef';
import { readMappingRules } from './entities/readMappingRules';
import {
  InvestigationOptions,
  readInvestigationOptions,
} from './investigations/readInvestigationOptions';
import { RunbookOptions } from './investigations/runbooks/RunbookOptions';
import { readRunbookOptions } from './investigations/runbooks/readRunbookOptions';
import { readModelOptions } from './models/readModelOptions';
import { readModelRoles } from './models/readModelRoles';
import {
  NotificationOptions,
  readNotificationOptions,
} from './notifications/readNotificationOptions';
import { readConcurrency } from './readConcurrency';
import { readFrequency } from './readFrequency';
import {
  ConversationOptions,
  readConversationOptions,
} from './conversations/readConversationOptions';
import {
  SummaryOptions,
  readSummaryOptions,
} from './summaries/readSummaryOptions';

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
  /** An entity ref. */
  platformOwner?: string;
  mapping: MappingRule[];
  /** An annotation by which entities name an Argo CD application or a Helm release. */
  instanceAnnotation?: string;
  /** The label of alerts that names their cluster. */
  clusterLabel: string;
  /** Milliseconds after which an alert that is not repeated counts as over. */
  alertsUnheard: number;
  notifications: NotificationOptions;
  /** In the order in which they are asked. */
  models: ModelOptions[];
  modelRoles: ModelRoles;
  investigations: InvestigationOptions;
  runbooks: RunbookOptions[];
  conversations: ConversationOptions;
  summaries: SummaryOptions;
}

/** @throws InputError that names the field and how to mend it */
export function readOptions(config: Config): OpsAgentOptions {
  const milliseconds = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(readDuration(config, key) ?? fallback);
  return {
    frequency: readFrequency(config, 'opsagent.schedule.frequency') ?? {
      minutes: 5,
    },
    initialDelay: readDuration(config, 'opsagent.schedule.initialDelay') ?? {
      seconds: 2,
    },
    scanTimeout: milliseconds('opsagent.schedule.timeout', { minutes: 2 }),
    requestTimeout: milliseconds('opsagent.requestTimeout', { seconds: 20 }),
    retention: milliseconds('opsagent.retention', { days: 30 }),
    concurrency: readConcurrency(config, {
      key: 'opsagent.concurrency',
      counts: 'clusters',
      usual: 8,
    }),
    secrets: readSecrets(config),
    include: config.getOptionalStringArray('opsagent.clusters.include') ?? [],
    exclude: config.getOptionalStringArray('opsagent.clusters.exclude') ?? [],
    platformOwner: readPlatformOwner(config),
    mapping: readMappingRules(config),
    instanceAnnotation: config.getOptionalString('opsagent.instanceAnnotation'),
    clusterLabel:
      config.getOptionalString('opsagent.alerts.clusterLabel') ?? 'cluster',
    alertsUnheard: milliseconds('opsagent.alerts.endUnheardAfter', { days: 2 }),
    notifications: readNotificationOptions(config),
    models: readModelOptions(config),
    modelRoles: readModelRoles(config),
    investigations: readInvestigationOptions(config),
    conversations: readConversationOptions(config),
    runbooks: readRunbookOptions(config),
    summaries: readSummaryOptions(config),
  };
}

function readDuration(config: Config, key: string): HumanDuration | undefined {
  return config.has(key) ? readDurationFromConfig(config, { key }) : undefined;
}

function readSecrets(config: Config) {
  const given = config.getOptionalString('opsagent.secrets') ?? 'metadata';
  const policy = SECRETS_POLICIES.find(each => each === given);
  if (policy) return policy;
  throw new InputError(
    `opsagent.secrets: "${given}" is not known; use one of ${SECRETS_POLICIES.join(', ')}`,
  );
}

function readPlatformOwner(config: Config) {
  const given = config.getOptionalString('opsagent.platformOwner');
  if (given === undefined) return undefined;
  const ref = canonicalRef(given);
  if (ref?.startsWith('group:') || ref?.startsWith('user:')) return ref;
  throw new InputError(
    `opsagent.platformOwner: "${given}" is not the reference of a group or a user; write it like group:default/team-platform`,
  );
}
