/** One thing that a model says. */
export interface Statement {
  /** Plain text. */
  text: string;
  /** Ids of entries of the ledger. */
  evidence: string[];
  /** Whether it cites at least one thing that was seen. What does not is shown as unproven. */
  isProven: boolean;
}

/**
 * What a model answers to a question, checked against what was seen.
 *
 * @typeParam Listing - what a list of incidents can be narrowed by
 */
export interface Answer<Listing = unknown> {
  /** `not-determinable`: what was seen does not decide it. */
  outcome: 'answered' | 'not-determinable';
  /** In reading order. */
  statements: Statement[];
  /** What could not be seen and would have decided. */
  missing: string[];
  /** The list of incidents that was asked for, and how many are in it; absent when none was. */
  incidents?: { listing: Listing; totalItems: number };
  /** At most three. */
  nextQuestions: string[];
  /** Entries of the ledger whose text tried to give instructions. */
  hostileText: string[];
}
