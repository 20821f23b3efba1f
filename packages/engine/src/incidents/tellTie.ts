import { UnreadEvidence } from '../findings/Finding';
import { Candidate } from './Candidate';
import { CauseHypothesis } from './Incident';
import { TIE } from './rankCandidates';

/**
 * The hypotheses of ranked candidates. Where the two best are equally likely and ask for different things to be done, both say what would decide between them.
 */
export function tellTie(
  ranked: readonly Candidate[],
  nextRead: UnreadEvidence | undefined,
): CauseHypothesis[] {
  const [first, second, ...others] = ranked.map(each => each.hypothesis);
  if (!first || !second || !areTied(ranked[0], ranked[1]))
    return ranked.map(each => each.hypothesis);
  const decisive: UnreadEvidence = {
    type: 'unread',
    object: nextRead?.object ?? first.subject,
    reason: `would decide between “${first.title}” and “${second.title}”: ${nextRead?.reason ?? 'which of the two began first, and whether mending it ends the other'}`,
  };
  return [
    { ...first, missing: [...first.missing, decisive] },
    { ...second, missing: [...second.missing, decisive] },
    ...others,
  ];
}

/** Two findings that each have a cause of their own are two faults, not two explanations. */
function areTied(one: Candidate, other: Candidate) {
  return (
    Math.abs(one.hypothesis.confidence - other.hypothesis.confidence) < TIE &&
    Boolean(one.follows) === Boolean(other.follows) &&
    one.hypothesis.findings.some(each =>
      other.hypothesis.findings.includes(each),
    )
  );
}
