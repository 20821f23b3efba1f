import { Config, readDurationFromConfig } from '@backstage/config';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { BudgetLimits } from '@opsagent/investigator';
import { readConcurrency } from '../readConcurrency';
import {
  AutomaticOptions,
  readAutomaticOptions,
} from './automatic/readAutomaticOptions';
import { readLimit } from './readLimit';

const ROOT = 'opsagent.investigations';

/** The configuration under `opsagent.investigations`, with defaults filled in. Times are in milliseconds. */
export interface InvestigationOptions {
  /** What one investigation may take. */
  timeout: number;
  /** How many one process runs at a time. */
  concurrency: number;
  /** How long an investigation answers for the same incident in the same state of things. */
  reuse: number;
  budget: BudgetLimits;
  /** Absent when none is started by itself. */
  automatic?: AutomaticOptions;
}

/** @throws InputError that names the field and how to mend it */
export function readInvestigationOptions(config: Config): InvestigationOptions {
  const milliseconds = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
    );
  const automatic = readAutomaticOptions(config);
  return {
    timeout: milliseconds(`${ROOT}.timeout`, { minutes: 5 }),
    reuse: milliseconds(`${ROOT}.reuse`, { minutes: 30 }),
    concurrency: readConcurrency(config, {
      key: `${ROOT}.concurrency`,
      counts: 'investigations',
      usual: 4,
    }),
    budget: {
      ...namedLimit(config, 'perInvestigation'),
      ...namedLimit(config, 'perUserAndDay'),
      ...namedLimit(config, 'perDay'),
    },
    ...(automatic ? { automatic } : {}),
  };
}

function namedLimit(config: Config, name: keyof BudgetLimits): BudgetLimits {
  const limit = readLimit(config, `${ROOT}.budget.${name}`);
  return limit ? { [name]: limit } : {};
}
