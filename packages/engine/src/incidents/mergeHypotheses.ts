import { EVIDENCE_CLASSES } from '../causes/Cause';
import { Evidence } from '../findings/Finding';
import { Candidate } from './Candidate';
import { CauseHypothesis } from './Incident';
import { NOT_DETERMINABLE } from './CauseAssessor';
import { rankCandidates } from './rankCandidates';
import { referenceKey } from '../findings/referenceKey';

/**
 * The hypotheses of an incident, most likely first: those that say the same of the same subject are told once, with all they rest on. That nothing can be determined
 * is told only where no other finding of the group has a cause.
 */
export function mergeHypotheses(candidates: readonly Candidate[]): Candidate[] {
  const merged = new Map<string, Candidate>();
  for (const each of candidates) {
    const { cause, subject } = each.hypothesis;
    const key = `${cause} ${referenceKey(subject)}`;
    const known = merged.get(key);
    merged.set(key, known ? joined(known, each) : each);
  }
  const all = [...merged.values()];
  const determined = all.filter(
    each => each.hypothesis.cause !== NOT_DETERMINABLE,
  );
  return rankCandidates(determined.length > 0 ? determined : all);
}

function joined(one: Candidate, other: Candidate): Candidate {
  const strongest = EVIDENCE_CLASSES.find(
    each => each === one.strongest || each === other.strongest,
  );
  const follows = one.follows ?? other.follows;
  return {
    ...(strongest ? { strongest } : {}),
    ...(follows ? { follows } : {}),
    hypothesis: joinedHypothesis(one.hypothesis, other.hypothesis),
  };
}

function joinedHypothesis(
  one: CauseHypothesis,
  other: CauseHypothesis,
): CauseHypothesis {
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
