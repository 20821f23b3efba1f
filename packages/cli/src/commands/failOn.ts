import { Analysis, SEVERITIES, Severity, Tier, TIERS } from '@opsagent/engine';

/** What `--fail-on` takes: a tier, meaning this one and the more urgent ones; a severity, whatever the tier; or nothing at all. */
export const FAIL_ON = [...TIERS, ...SEVERITIES, 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** Whether an analysis holds what the command is to fail on. */
export function fails({ findings }: Analysis, threshold: FailOn): boolean {
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
