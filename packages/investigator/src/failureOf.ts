import { BudgetExhaustedError } from './model/Budget';
import { ModelError } from './model/ModelError';
import { RunLimits } from './RunLimits';
import { RunFailure } from './RunStep';

/** Why a run failed, for people. */
export function failureOf(
  error: unknown,
  isLate: boolean,
  { duration }: Pick<RunLimits, 'duration'>,
): { reason: RunFailure; message: string } {
  if (isLate)
    return {
      reason: 'timeout',
      message: `It took longer than ${duration / 60_000} min`,
    };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BudgetExhaustedError)
    return { reason: 'budget', message };
  if (!(error instanceof ModelError)) return { reason: 'error', message };
  const isMalformed = error.reason === 'malformed';
  return { reason: isMalformed ? 'verdict' : 'model', message };
}
