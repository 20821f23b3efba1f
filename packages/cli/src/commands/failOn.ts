import { Finding, SEVERITIES, Severity, Tier, TIERS } from '@opsagent/engine';
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
  if (analysis.findings.some(each => fails(each, threshold)))
    return EXIT_CODES.problemsFound;
  const hasBroken = analysis.coverage.detectors.failed.length > 0;
  return hasBroken && threshold !== 'never'
    ? EXIT_CODES.couldNotRun
    : EXIT_CODES.healthy;
}

/** Whether a finding is one that the command is to fail on. */
export function fails(
  { tier, severity }: Pick<Finding, 'tier' | 'severity'>,
  threshold: FailOn,
): boolean {
  if (threshold === 'never') return false;
  return isTier(threshold)
    ? TIERS.indexOf(tier) <= TIERS.indexOf(threshold)
    : SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

function isTier(threshold: Tier | Severity): threshold is Tier {
  return TIERS.some(each => each === threshold);
}
