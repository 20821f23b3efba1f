import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { knownKeys } from './knownKeys';
import { unknownKeys } from './unknownKeys';

export interface WarnOfUnknownKeysOptions {
  config: Config;
  logger: LoggerService;
}

/** Names what stands under `opsagent` and has no effect, each in a warning of its own. */
export function warnOfUnknownKeys({
  config,
  logger,
}: WarnOfUnknownKeysOptions): void {
  const given = config.getOptional('opsagent');
  for (const unknown of unknownKeys(given, knownKeys, 'opsagent'))
    logger.warn(`The configuration says what has no effect: ${unknown}`);
}
