import { Evidence, ObjectReference, Severity } from '../findings/Finding';

/** One explanation of an incident. */
export interface CauseHypothesis {
  /** A cause id, or the detector's own id when a finding explains itself. */
  cause: string;
  title: string;
  /** 0 to 0.99, a function of the evidence alone: see `confidenceOf`. */
  confidence: number;
  /** What somebody would change to mend it. */
  subject: ObjectReference;
  /** Ids of the findings that prove it. */
  findings: string[];
  evidence: Evidence[];
  /** Evidence that speaks against it. */
  against: Evidence[];
  /** What could not be read and would have helped. */
  missing: Evidence[];
}

/** Findings of tier problem that have one root. */
export interface Incident {
  /** Stable like a finding's id: cluster, root subject and cause. */
  id: string;
  title: string;
  severity: Severity;
  /** The root's subject. */
  subject: ObjectReference;
  /** Most likely first. */
  causes: CauseHypothesis[];
  /** Ids of every finding of the incident, the root's first, then what follows from it. */
  findings: string[];
  /** RFC 3339; the earliest moment any of its findings shows. */
  since?: string;
}
