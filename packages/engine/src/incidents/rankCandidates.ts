import { EVIDENCE_CLASSES } from '../causes/Cause';
import { Candidate } from './Candidate';

/** Candidates that are less than this apart are equally likely. */
export const TIE = 0.05;

/**
 * How much surer something that fails by itself has to be than a problem elsewhere that it follows from. Whoever mends what fails, and not what it follows from, will
 * see it fail again.
 */
const UPSTREAM = 0.15;

/**
 * Most likely first. Of those that are equally likely, the one with the more direct evidence, then the one that explains more findings, then the one that was given
 * first.
 */
export function rankCandidates(candidates: readonly Candidate[]): Candidate[] {
  const ranked = [...candidates].sort((a, b) => weightOf(b) - weightOf(a));
  const [best] = ranked;
  if (!best) return [];
  const isTied = (each: Candidate) => weightOf(best) - weightOf(each) < TIE;
  const tied = ranked.filter(isTied);
  return [
    ...tied.sort(
      (a, b) =>
        directness(a) - directness(b) ||
        b.hypothesis.findings.length - a.hypothesis.findings.length ||
        weightOf(b) - weightOf(a),
    ),
    ...ranked.filter(each => !isTied(each)),
  ];
}

function weightOf({ hypothesis, follows }: Candidate) {
  return hypothesis.confidence + (follows ? UPSTREAM : 0);
}

/** The place of the strongest evidence among its classes. */
function directness({ strongest }: Candidate) {
  return strongest ? EVIDENCE_CLASSES.indexOf(strongest) : Infinity;
}
