import { Evidence } from '../findings/Finding';
import { referenceKey } from './FailureFlow';
import { CauseHypothesis } from './Incident';
import { NOT_DETERMINABLE } from './CauseAssessor';

/**
 * The hypotheses of an incident, most likely first: those that say the same of the same subject are told once, with all they rest on. That nothing can be determined
 * is told only where no other finding of the group has a cause.
 */
export function mergeHypotheses(
  hypotheses: readonly CauseHypothesis[],
): CauseHypothesis[] {
  const merged = new Map<string, CauseHypothesis>();
  for (const each of hypotheses) {
    const key = `${each.cause} ${referenceKey(each.subject)}`;
    const known = merged.get(key);
    merged.set(key, known ? joined(known, each) : each);
  }
  const all = [...merged.values()];
  const determined = all.filter(each => each.cause !== NOT_DETERMINABLE);
  return (determined.length > 0 ? determined : all).sort(
    (a, b) => b.confidence - a.confidence,
  );
}

function joined(one: CauseHypothesis, other: CauseHypothesis): CauseHypothesis {
  return {
    ...(other.confidence > one.confidence ? other : one),
    findings: [...new Set([...one.findings, ...other.findings])],
    evidence: unique([...one.evidence, ...other.evidence]),
    against: unique([...one.against, ...other.against]),
    missing: unique([...one.missing, ...other.missing]),
  };
}

function unique(evidence: readonly Evidence[]): Evidence[] {
  return [
    ...new Map(evidence.map(each => [JSON.stringify(each), each])).values(),
  ];
}
