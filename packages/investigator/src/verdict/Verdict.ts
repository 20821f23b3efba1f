import { ObjectReference } from '@opsagent/engine';

/** A piece of evidence that a hypothesis rests on, or that speaks against it. */
export interface Citation {
  /** Of an entry of the ledger. */
  id: string;
  /** What it shows, in the model's words. */
  why: string;
}

/** One explanation that a model gives. */
export interface ModelHypothesis {
  /** What went wrong, in a sentence. */
  cause: string;
  /** How it leads to what is seen. */
  explanation: string;
  /** 0 to 1, as the model judges it. */
  confidence: number;
  /** What somebody would change to mend it. */
  subject: ObjectReference;
  /** The rules' hypothesis that says the same, such as `H1`. */
  prior?: string;
  evidence: Citation[];
  against: Citation[];
  /** What would show it to be wrong. */
  refutedBy: string;
  /** Whether it cites at least one thing that was seen. What does not is shown as unproven. */
  isProven: boolean;
}

/** What a model concludes about an incident, checked against what was seen. */
export interface Verdict {
  outcome: 'explained' | 'not-determinable';
  /** In a few plain sentences. */
  summary: string;
  /** Most likely first; empty when nothing can be determined. */
  hypotheses: ModelHypothesis[];
  /** What to look at or to try next, for a person. */
  nextSteps: string[];
  /** Ids of those of the incident's recommendations that follow from it. */
  recommendations: string[];
  /** What could not be seen and would have decided. */
  missing: string[];
  /** Whether text of the cluster tried to give instructions, and where: entries of the ledger. */
  hostileText: string[];
  /** How it stands to the rules' likeliest hypothesis. */
  againstRules: 'agrees' | 'overturns' | 'no-prior' | 'undecided';
}
