import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SEVERITIES, Severity } from '@opsagent/engine';
import { SpendingLimit } from '@opsagent/investigator';
import { readConcurrency } from '../../readConcurrency';
import { readLimit } from '../readLimit';

const ROOT = 'opsagent.investigations.automatic';
const OWNERS = ['optIn', 'all'] as const;

/** Enough for about ten investigations. */
const USUAL_BUDGET: SpendingLimit = { tokens: 1_000_000 };

/** The configuration under `opsagent.investigations.automatic`, with defaults filled in. */
export interface AutomaticOptions {
  /** Those that are investigated. */
  severities: readonly Severity[];
  /** Whether owners have to ask for it with an annotation. */
  owners: (typeof OWNERS)[number];
  /** Names; all when undefined. */
  clusters?: readonly string[];
  /** Names; all when undefined. */
  namespaces?: readonly string[];
  /** Whether logs of containers may be read. */
  logs: boolean;
  /** How many run at a time, in all processes together. */
  concurrency: number;
  /** What they may spend together in a day of UTC. */
  budget: SpendingLimit;
}

/**
 * @returns undefined unless it is configured
 * @throws InputError that names the field and how to mend it
 */
export function readAutomaticOptions(
  config: Config,
): AutomaticOptions | undefined {
  const given = config.getOptionalConfig(ROOT);
  if (!given) return undefined;
  const severity = oneOf(given, 'severity', SEVERITIES, 'critical');
  return {
    severities: SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1),
    owners: oneOf(given, 'owners', OWNERS, 'optIn'),
    clusters: given.getOptionalStringArray('clusters'),
    namespaces: given.getOptionalStringArray('namespaces'),
    logs: given.getOptionalBoolean('logs') ?? false,
    concurrency: readConcurrency(config, {
      key: `${ROOT}.concurrency`,
      counts: 'investigations',
      usual: 1,
    }),
    budget: readLimit(config, `${ROOT}.budget.day`) ?? USUAL_BUDGET,
  };
}

function oneOf<T extends string>(
  config: Config,
  key: string,
  values: readonly T[],
  fallback: T,
): T {
  const given = config.getOptionalString(key) ?? fallback;
  const value = values.find(each => each === given);
  if (value) return value;
  throw new InputError(
    `${ROOT}.${key}: "${given}" is not known; use one of ${values.join(', ')}`,
  );
}
