import { Finding } from '../findings/Finding';
import { ProfileDefinition } from './profiles';
import { Cap } from './Score';

const MOST_NAMED = 5;

/** Whether a finding is grave enough to cap a score of its namespace. */
export function mayCap({ tier, severity }: Finding): boolean {
  return tier === 'problem' || severity === 'critical' || severity === 'high';
}

/**
 * What keeps a score down whatever else is in order: something critical, a grave weakness in security, and something that fails now where it is asked how reliable
 * and quick things are.
 */
export function capsOf(
  { profile, counts = () => true }: ProfileDefinition,
  rules: ReadonlySet<string>,
  findings: readonly Finding[],
): Cap[] {
  if (findings.length === 0) return [];
  const suffersFromProblems =
    profile === 'reliability' || profile === 'performance';
  const problems = suffersFromProblems
    ? findings.filter(each => each.tier === 'problem')
    : [];
  const violations = findings.filter(
    each => each.tier !== 'problem' && rules.has(each.detector) && counts(each),
  );
  return [
    cap(
      49,
      'critical',
      [...problems, ...violations].filter(each => each.severity === 'critical'),
    ),
    cap(69, 'open-problem', problems),
    cap(
      79,
      'high-security',
      profile === 'security'
        ? violations.filter(each => each.severity === 'high')
        : [],
    ),
  ].filter(each => each.findings.length > 0);
}

function cap(
  at: number,
  because: Cap['because'],
  findings: readonly Finding[],
): Cap {
  return {
    at,
    because,
    findings: findings.slice(0, MOST_NAMED).map(each => each.id),
  };
}
