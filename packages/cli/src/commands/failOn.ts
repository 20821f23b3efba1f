import { SEVERITIES, Severity, Tier, TIERS } from '@opsagent/engine';
import { PartialAnalysis } from '../output/filterAnalysis';
import { EXIT_CODES, ExitCode } from '../Terminal';

/** What `--fail-on` takes: a tier, meaning this one and the more urgent ones; a severity, whatever the tier; or nothing at all. */
export const FAIL_ON = [...TIERS, ...SEVERITIES, 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** What a diagnosis ends with. Rules that broke must not let it pass for healthy, unless nothing is to fail it. */
export function exitCodeOf(
  analysis: PartialAnalysis,
  threshold: FailOn,
): ExitCode {
  if (fails(analysis, threshold)) return EXIT_CODES.problemsFound;
  const hasBroken = analysis.coverage.detectors.failed.length > 0;
  return hasBroken && threshold !== 'never'
    ? EXIT_CODES.couldNotRun
    : EXIT_CODES.healthy;
}

/** Whether an analysis holds what the command is to fail on. */
function fails({ findings }: PartialAnalysis, threshold: FailOn): boolean {
  if (threshold === 'never') return false;
  return isTier(threshold)
    ? findings.some(
        ({ tier }) => TIERS.indexOf(tier) <= TIERS.indexOf(threshold),
      )
    : findings.some(
        ({ severity }) =>
          SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold),
      );
}

function isTier(threshold: Tier | Severity): threshold is Tier {
  return TIERS.some(each => each === threshold);
}
