import type { EvidenceClass } from '../causes/Cause';
import { Evidence } from '../findings/Finding';

/** What a piece of evidence is worth by itself. */
const WEIGHTS: Readonly<Record<EvidenceClass, number>> = {
  contradiction: 0.9,
  status: 0.8,
  text: 0.6,
  change: 0.6,
  comparison: 0.5,
  correlation: 0.2,
};

const HIGHEST = 0.99;
/** Text is written by whoever writes logs, so by itself it never proves a cause. */
const HIGHEST_FOR_TEXT = 0.75;
const PENALTY_PER_UNREAD = 0.15;
const LARGEST_PENALTY = 0.3;

/** A hypothesis that is less sure than this is not shown. */
export const LEAST_CONFIDENCE = 0.6;

/** What evidence of a finding counts for when the finding itself proves a cause. */
export function classOf(evidence: Evidence): EvidenceClass | undefined {
  switch (evidence.type) {
    case 'absence':
      return 'contradiction';
    case 'field':
      return evidence.path.startsWith('status') ? 'status' : 'contradiction';
    case 'event':
    case 'log':
      return 'text';
    default:
      return undefined;
  }
}

/**
 * How sure a cause is, from the classes of its evidence: 1 - product(1 - weight) over the classes present, each counted once, less 0.15 for each thing that could
 * have refuted it and was not read (0.30 at most). Text alone stays at 0.75 or below, and a correlated change does not lift it.
 */
export function confidenceOf(
  evidence: Iterable<EvidenceClass | undefined>,
  unread = 0,
): number {
  const classes = new Set([...evidence].filter(each => each !== undefined));
  let doubt = 1;
  for (const each of classes) doubt *= 1 - WEIGHTS[each];
  const onlyText = [...classes].every(
    each => each === 'text' || each === 'correlation',
  );
  const certainty =
    Math.min(1 - doubt, onlyText ? HIGHEST_FOR_TEXT : HIGHEST) -
    Math.min(unread * PENALTY_PER_UNREAD, LARGEST_PENALTY);
  return Math.max(0, Math.round(certainty * 100) / 100);
}
