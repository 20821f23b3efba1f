import { ProfileDefinition } from './profiles';
import { Score } from './Score';

/** Below this share of rules that could be asked, silence says too little. */
const LEAST_COVERAGE = 0.6;

/** Why a profile is not scored. */
export function reasonAgainst(
  { needs }: ProfileDefinition,
  coverage: number,
  total: number,
): Score['notScored'] {
  if (needs === 'metrics') return 'needs-metrics';
  if (coverage < LEAST_COVERAGE) return 'coverage';
  return total === 0 ? 'nothing-to-judge' : undefined;
}
