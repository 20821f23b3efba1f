import { Evidence } from '../findings/Finding';

/** What a piece of evidence is worth by itself; the strongest class is a contradiction between objects that were read completely. */
const WEIGHTS = {
  /** The specification contradicts itself or names what does not exist. */
  contradiction: 0.9,
  /** A controller, kubelet or scheduler reports it as a status. */
  status: 0.8,
  /** Text: an event's message or a log line. */
  text: 0.6,
} as const;

type EvidenceClass = keyof typeof WEIGHTS;

const HIGHEST = 0.99;
/** Text is written by whoever writes logs, so by itself it never proves a cause. */
const HIGHEST_FOR_TEXT = 0.75;
const PENALTY_PER_UNREAD = 0.15;
const LARGEST_PENALTY = 0.3;

function classOf(evidence: Evidence): EvidenceClass | undefined {
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
 * not be read (0.30 at most). Text alone stays at 0.75 or below.
 */
export function confidenceOf(evidence: readonly Evidence[]): number {
  const classes = new Set(
    evidence.map(classOf).filter(each => each !== undefined),
  );
  let doubt = 1;
  for (const each of classes) doubt *= 1 - WEIGHTS[each];
  const onlyText = classes.size === 1 && classes.has('text');
  const unread = evidence.filter(each => each.type === 'unread').length;
  const certainty =
    Math.min(1 - doubt, onlyText ? HIGHEST_FOR_TEXT : HIGHEST) -
    Math.min(unread * PENALTY_PER_UNREAD, LARGEST_PENALTY);
  return Math.max(0, Math.round(certainty * 100) / 100);
}
