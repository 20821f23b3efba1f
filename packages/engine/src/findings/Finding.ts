/** How urgent a finding is, most urgent first: failing now, will fail under a foreseeable event, or untidy. */
export const TIERS = ['problem', 'risk', 'hygiene'] as const;

export type Tier = (typeof TIERS)[number];

/** Ordered from worst to least. */
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Names one object of a cluster. */
export interface ObjectReference {
  apiVersion?: string;
  kind: string;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  name: string;
}

/** Any JSON value. */
export type JsonValue =
  null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A value that was read from a field, with the path to find it again. */
export interface FieldEvidence {
  type: 'field';
  object: ObjectReference;
  /**
   * Such as `spec.template.spec.containers[0].image`. Conditions are named by type, `status.conditions[Ready]`, and containers by name where two revisions are compared;
   * all other entries of lists by index.
   */
  path: string;
  value: JsonValue;
  /** The value before a change, when the change is what is shown. */
  was?: JsonValue;
  /** RFC 3339; when the change was made, when a change is what is shown and the cluster tells. */
  at?: string;
}

/** An event that the cluster recorded about an object. */
export interface EventEvidence {
  type: 'event';
  object: ObjectReference;
  reason: string;
  message: string;
  count: number;
  /** RFC 3339. */
  lastSeen?: string;
}

/** Log lines of one container, oldest first. */
export interface LogEvidence {
  type: 'log';
  object: ObjectReference;
  container?: string;
  lines: string[];
}

/** An object that was looked for in a complete read and does not exist. */
export interface AbsenceEvidence {
  type: 'absence';
  object: ObjectReference;
  /** What exactly is absent when the object itself is there, such as `key "password"`. */
  part?: string;
}

/** Something that would have helped and could not be read. */
export interface UnreadEvidence {
  type: 'unread';
  object: ObjectReference;
  reason: string;
}

/** One fact that supports a finding. Everything a finding claims rests on at least one. */
export type Evidence =
  | FieldEvidence
  | EventEvidence
  | LogEvidence
  | AbsenceEvidence
  | UnreadEvidence;

/** An object that suffers from what a finding describes, usually a pod. */
export interface AffectedObject extends ObjectReference {
  container?: string;
  node?: string;
  /** RFC 3339; since when this object suffers. */
  since?: string;
}

/** A finding of lower rank on the same subject that this finding explains. */
export interface Symptom {
  /** Those that the findings have when nothing explains them; several that say the same sentence are told once. */
  ids: string[];
  detector: string;
  title: string;
  message: string;
}

/** One thing that is wrong with one subject, and why we say so. */
export interface Finding {
  /** The fingerprint: stable over rollouts, restarts and wording. */
  id: string;
  detector: string;
  tier: Tier;
  severity: Severity;
  /** The top owner: what somebody would change to mend it. */
  subject: ObjectReference;
  /** Tells apart several findings of one detector on one subject: a container, a port, a missing name. */
  key?: string;
  title: string;
  message: string;
  evidence: Evidence[];
  affected: AffectedObject[];
  symptoms: Symptom[];
  /** RFC 3339; the earliest moment the evidence shows. */
  since?: string;
}

/**
 * What a detector says; `analyze` adds identity, tier and title. A draft states its own tier only where it differs from its detector's, as for a missing Secret that
 * a pod runs without until its next restart.
 */
export interface FindingDraft
  extends
    Pick<Finding, 'severity' | 'subject' | 'message' | 'evidence'>,
    Partial<Pick<Finding, 'key' | 'title' | 'tier' | 'affected' | 'since'>> {}
