import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { readConcurrency } from '../readConcurrency';

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
    concurrency: readConcurrency(config, {
      key: `${ROOT}.concurrency`,
      counts: 'answers',
      usual: 8,
    }),
  };
}
