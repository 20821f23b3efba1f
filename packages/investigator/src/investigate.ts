import { DEFAULT_LIMITS, InvestigationLimits } from './InvestigationLimits';
import { InvestigateOptions, InvestigationRun } from './InvestigationRun';
import { InvestigationResult } from './InvestigationResult';
import { BudgetExhaustedError } from './model/Budget';
import { ModelError } from './model/ModelError';

/**
 * Lets a model look into one incident with read-only tools, and holds what it concludes against what it saw.
 *
 * Never throws: what goes wrong is the outcome.
 */
export async function investigate(
  options: InvestigateOptions,
): Promise<InvestigationResult> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const timeout = AbortSignal.timeout(limits.duration);
  const run = new InvestigationRun(options, limits, timeout);
  try {
    const verdict = await run.verdict();
    return run.end({ type: 'concluded', verdict });
  } catch (error) {
    if (options.signal.aborted) return run.end({ type: 'cancelled' });
    return run.end({
      type: 'failed',
      ...failureOf(error, timeout.aborted, limits),
    });
  }
}

function failureOf(
  error: unknown,
  isLate: boolean,
  { duration }: InvestigationLimits,
) {
  if (isLate)
    return {
      reason: 'timeout' as const,
      message: `It took longer than ${duration / 60_000} min`,
    };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BudgetExhaustedError)
    return { reason: 'budget' as const, message };
  if (!(error instanceof ModelError))
    return { reason: 'error' as const, message };
  return {
    reason:
      error.reason === 'malformed' ? ('verdict' as const) : ('model' as const),
    message,
  };
}
