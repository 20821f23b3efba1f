import { JsonValue, ObjectReference } from '../findings/Finding';
import { Blank, Command } from './kubectl';
import { Action, PatchType, Risk } from './Recommendation';
import { Situation } from './Situation';

/** Something that must hold before a change is made. */
export interface Requirement {
  /** What must hold, as a statement. */
  readonly text: string;
  /** Whether it does, as far as the snapshot tells. A target on which it certainly does not hold is warned of. */
  judge?(situation: Situation, target: ObjectReference): boolean | undefined;
  /** Where it certainly does not hold, nothing is recommended at all. */
  readonly excludes?: true;
}

/** A change of one object as a rule drafts it: blanks stand for what the snapshot does not tell. */
export interface PatchDraft {
  target: ObjectReference;
  type: PatchType;
  patch: object;
}

/** A step as a rule drafts it. */
export interface StepDraft {
  text: string;
  changes: boolean;
  command?: Command;
  patch?: PatchDraft;
}

/** A parameter whose value the snapshot tells. */
export interface ParameterDraft {
  name: string;
  current?: JsonValue;
  proposed: JsonValue;
  because: string;
}

/** What a rule says of one situation. Steps that make no sense here are left out as undefined. */
export interface Plan {
  /** What is changed, or else looked at. */
  target: ObjectReference;
  /** Where it differs from the rule's. */
  action?: Action;
  steps: readonly (StepDraft | undefined)[];
  parameters?: readonly (ParameterDraft | Blank | undefined)[];
  rollback?: readonly (StepDraft | undefined)[];
  verification?: readonly (StepDraft | undefined)[];
}

/** One row of the catalogue of recommendations. Pure: everything comes from the situation. */
export interface RecommendationRule {
  /** As docs and JSON spell it. */
  readonly id: string;
  /** What to do, without names. */
  readonly title: string;
  /** Ids of the causes that it cures. */
  readonly causes: readonly string[];
  /** Ids of detectors whose findings it answers although they prove no cause: risks, hygiene, and problems that explain themselves. `area.*` stands for all of an area. */
  readonly findings?: readonly string[];
  readonly action: Action;
  readonly risk: Risk;
  /** How likely it cures the cause if that is the cause, from 0 to 1. */
  readonly prior: number;
  /** Minutes until it has worked, as a rule; absent where that varies. */
  readonly minutes?: number;
  /** What must hold besides what must hold for every change. */
  readonly requires?: readonly (Requirement | string)[];
  /** How to see that it has worked, besides the findings being gone. */
  readonly verify: string;
  /** How to take it back, in general. */
  readonly undo: string;
  /** Undefined where the rule has nothing to say of this situation. */
  plan(situation: Situation): Plan | undefined;
}
