import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SEVERITIES } from '@opsagent/engine';
import { readFrequency } from '../readFrequency';
import { canonicalRef } from '../entities/canonicalRef';

const ROOT = 'opsagent.notifications';
const SECRET_PREFIX = 'whsec_';
/** Bytes, as Standard Webhooks asks for. */
const SECRET_SIZE = { shortest: 24, longest: 64 };

/** A receiver outside the portal. */
export interface WebhookOptions {
  url: string;
  secret: string;
  /** 0 is the gravest. */
  lastSeverityRank: number;
  owners?: string[];
}

/** The configuration under `opsagent.notifications`, with defaults filled in. */
export interface NotificationOptions {
  /** Whether the portal's notifications are used; undefined to use them when they are installed. */
  portal?: boolean;
  /** Whether the portal's notifications name what is broken and why. */
  details: boolean;
  /** The mildest of which anybody is told; 0 is the gravest. */
  lastSeverityRank: number;
  mostAtOnce: number;
  /** Absent for no digest. */
  digest?: SchedulerServiceTaskScheduleDefinition['frequency'];
  webhooks: WebhookOptions[];
}

/** @throws InputError that names the field and how to mend it */
export function readNotificationOptions(config: Config): NotificationOptions {
  const lastSeverityRank = readSeverity(config, `${ROOT}.minimumSeverity`) ?? 2;
  const digest = readFrequency(config, `${ROOT}.digest.frequency`);
  return {
    portal: config.getOptionalBoolean(`${ROOT}.portal`),
    details: config.getOptionalBoolean(`${ROOT}.details`) ?? true,
    lastSeverityRank,
    mostAtOnce: readMostAtOnce(config),
    ...(digest ? { digest } : {}),
    webhooks: (config.getOptionalConfigArray(`${ROOT}.webhooks`) ?? []).map(
      (webhook, index) =>
        readWebhook(webhook, `${ROOT}.webhooks[${index}]`, lastSeverityRank),
    ),
  };
}

function readWebhook(
  config: Config,
  name: string,
  fallback: number,
): WebhookOptions {
  const url = config.getString('url');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new InputError(
      `${name}.url: it is not an address; write it like https://hooks.example.com/opsagent`,
    );
  const secret = config.getString('secret');
  const key = secret.slice(SECRET_PREFIX.length);
  const { length } = Buffer.from(key, 'base64');
  if (
    !secret.startsWith(SECRET_PREFIX) ||
    length < SECRET_SIZE.shortest ||
    length > SECRET_SIZE.longest
  )
    throw new InputError(
      `${name}.secret: use ${SECRET_PREFIX} and ${SECRET_SIZE.shortest} to ${SECRET_SIZE.longest} bytes in base64, as "openssl rand -base64 32" gives them`,
    );
  const owners = config
    .getOptionalStringArray('owners')
    ?.map((ref, index) => readOwner(ref, `${name}.owners[${index}]`));
  return {
    url,
    secret,
    lastSeverityRank: readSeverity(config, 'minimumSeverity', name) ?? fallback,
    ...(owners ? { owners } : {}),
  };
}

function readOwner(given: string, name: string) {
  const ref = canonicalRef(given);
  if (ref) return ref;
  throw new InputError(
    `${name}: "${given}" is not an entity reference; write it like group:default/team-checkout`,
  );
}

/** @param parent - of what the key is relative to, for the message */
function readSeverity(config: Config, key: string, parent?: string) {
  const given = config.getOptionalString(key);
  if (given === undefined) return undefined;
  const rank = SEVERITIES.findIndex(each => each === given);
  if (rank >= 0) return rank;
  throw new InputError(
    `${parent ? `${parent}.` : ''}${key}: "${given}" is not a severity; use one of ${SEVERITIES.join(', ')}`,
  );
}

function readMostAtOnce(config: Config) {
  const key = `${ROOT}.summarizeAbove`;
  const given = config.getOptionalNumber(key) ?? 10;
  if (Number.isInteger(given) && given >= 0) return given;
  throw new InputError(
    `${key}: ${given} is not a number of incidents; use a whole number from 0`,
  );
}
