import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const ROOT = 'opsagent.conversations';

/** The configuration under `opsagent.conversations`, with defaults filled in. */
export interface ConversationOptions {
  /** Milliseconds that one answer may take. */
  timeout: number;
  /** How many answers one process works on at a time. */
  concurrency: number;
}

/** @throws InputError that names the field and how to mend it */
export function readConversationOptions(config: Config): ConversationOptions {
  const key = `${ROOT}.timeout`;
  const timeout = config.has(key)
    ? readDurationFromConfig(config, { key })
    : { minutes: 3 };
  return {
    timeout: durationToMilliseconds(timeout),
    concurrency: readConcurrency(config),
  };
}

function readConcurrency(config: Config) {
  const key = `${ROOT}.concurrency`;
  const given = config.getOptionalNumber(key) ?? 8;
  if (Number.isInteger(given) && given > 0) return given;
  throw new InputError(
    `${key}: ${given} is not a number of answers; use a whole number from 1`,
  );
}
