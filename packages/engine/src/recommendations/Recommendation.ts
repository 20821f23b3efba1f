import { JsonValue, ObjectReference } from '../findings/Finding';

/**
 * What a recommendation does, for whoever carries it out.
 *
 * `create-pr` changes the source from which somebody else writes the object; `none` leaves every step to a person.
 */
export const ACTIONS = [
  'scale',
  'rollout-restart',
  'rollout-undo',
  'patch-resources',
  'cordon',
  'uncordon',
  'delete-pod',
  'patch-selector',
  'patch-probe',
  'patch-image',
  'create-pr',
  'argo-sync',
  'argo-rollback',
  'none',
] as const;

export type Action = (typeof ACTIONS)[number];

/** Ordered from least to most. */
export const RISKS = ['low', 'medium', 'high'] as const;

export type Risk = (typeof RISKS)[number];

/** How a patch is read: as by `kubectl patch --type`, or, for `apply`, as a manifest of an object that is created or changed. */
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

/** A change of one object. Open parameters stand in it as `<NAME>`. */
export interface ManifestPatch {
  target: ObjectReference;
  type: PatchType;
  patch: JsonValue;
}

/** One thing to do. */
export interface RecommendationStep {
  text: string;
  /** For a POSIX shell; every name of the cluster is quoted. Absent where no command does it. */
  command?: string;
  /** Names of the parameters that still stand in the command as `<NAME>`: it is not ready to run. Absent when it is. */
  open?: string[];
  /** Whether the command, or else the text, changes something. */
  changes: boolean;
  patch?: ManifestPatch;
  /** Somebody else writes the object: the change belongs into its source, and the command serves in an emergency only. */
  drift?: true;
}

/** A value that a recommendation depends on. */
export interface RecommendationParameter {
  name: string;
  /** As the snapshot has it. */
  current?: JsonValue;
  /** Absent for a parameter that is open: the snapshot does not tell it. */
  proposed?: JsonValue;
  /** Why this value, or how to find it. */
  because: string;
}

/** What must hold before anything is changed. */
export interface Precondition {
  text: string;
  /** As far as the snapshot tells; absent where it does not. */
  holds?: boolean;
}

/** What to do about a cause, or about a risk. */
export interface Recommendation {
  /** As docs spell it. */
  id: string;
  title: string;
  /** The cause, or the detector of the findings, that it answers. */
  answers: string;
  action: Action;
  /** What is changed, or else looked at. */
  target: ObjectReference;
  risk: Risk;
  /** 0 to 0.99: how likely the step cures the cause if that is the cause, times how sure the cause is. */
  confidence: number;
  /** Minutes until it has worked, as a rule. Absent where that varies. */
  minutes?: number;
  parameters: RecommendationParameter[];
  preconditions: Precondition[];
  steps: RecommendationStep[];
  /** How to take it back. */
  rollback: RecommendationStep[];
  /** How to see that it has worked. */
  verification: RecommendationStep[];
  /** Ids of the findings that it should end. */
  findings: string[];
}
