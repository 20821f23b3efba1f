import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { BudgetLimits, SpendingLimit } from '@opsagent/investigator';

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
}

/** @throws InputError that names the field and how to mend it */
export function readInvestigationOptions(config: Config): InvestigationOptions {
  const milliseconds = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
    );
  return {
    timeout: milliseconds(`${ROOT}.timeout`, { minutes: 5 }),
    reuse: milliseconds(`${ROOT}.reuse`, { minutes: 30 }),
    concurrency: readConcurrency(config),
    budget: {
      ...readLimit(config, 'perInvestigation'),
      ...readLimit(config, 'perUserAndDay'),
      ...readLimit(config, 'perDay'),
    },
  };
}

function readLimit(config: Config, name: keyof BudgetLimits): BudgetLimits {
  const key = `${ROOT}.budget.${name}`;
  const given = config.getOptionalConfig(key);
  if (!given) return {};
  const read = (unit: keyof SpendingLimit) => {
    const value = given.getOptionalNumber(unit);
    if (value === undefined) return {};
    if (value > 0) return { [unit]: value };
    throw new InputError(
      `${key}.${unit}: ${value} leaves nothing to spend; use a number above 0`,
    );
  };
  return { [name]: { ...read('tokens'), ...read('cost') } };
}

function readConcurrency(config: Config) {
  const key = `${ROOT}.concurrency`;
  const given = config.getOptionalNumber(key) ?? 4;
  if (Number.isInteger(given) && given > 0) return given;
  throw new InputError(
    `${key}: ${given} is not a number of investigations; use a whole number from 1`,
  );
}
