import { Evidence, ObjectReference, Severity } from '../findings/Finding';
import { Recommendation } from '../recommendations/Recommendation';

/** One explanation of an incident. */
export interface CauseHypothesis {
  /** A cause id, the detector's own id when a finding explains itself, or `not-determinable`. */
  cause: string;
  /** What went wrong, without names. */
  title: string;
  /** What went wrong, with names. Absent when that cannot be told. */
  message?: string;
  /** 0 to 0.99, a function of the evidence alone: see `confidenceOf`. 0 when the cause cannot be determined; otherwise at least 0.6 unless a finding explains itself. */
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

/** Why a problem of another subject is held to follow from the root. */
export interface IncidentLink {
  /** Id of the finding that follows. */
  finding: string;
  /** The hypothesis that leads from it to the root. */
  because: CauseHypothesis;
}

/** One step by which a failure spreads: from an object to one that uses, selects or names it. */
export interface FailureStep {
  from: ObjectReference;
  to: ObjectReference;
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
  /** For members that fail because they depend on another member. */
  links?: IncidentLink[];
  /**
   * How the failure spreads from what caused it to everything that is found about it or suffers from it, over what stands between. It comes to each object once; of more
   * than 60 objects the nearest. Absent where it stays with one object.
   */
  flow?: FailureStep[];
  /** RFC 3339; the earliest moment any of its findings shows. */
  since?: string;
  /** What to do about its causes: at most five, the likeliest to help first. */
  recommendations: Recommendation[];
}
