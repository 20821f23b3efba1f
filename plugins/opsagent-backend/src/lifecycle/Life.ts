import { LifecycleState } from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';

/** States that end at a moment, and that hold for what is resolved and comes back before. */
export type Held = Extract<LifecycleState, 'snoozed' | 'accepted'>;

/** Where a finding or an incident stands, and what is needed to judge its next step. */
export interface Life {
  state: LifecycleState;
  stateSince: Date;
  /** As it was last seen. */
  severity: Severity;
  /** The end of a snooze or of an acceptance. */
  until?: Date;
  /** Who brought it into its state, an entity reference; absent for scans. Of what was resolved during a snooze or an acceptance, who gave it. */
  by?: string;
  reason?: string;
  /** How severe it was when somebody put it aside: what becomes worse than that is another matter. */
  saidSeverity?: Severity;
  /** The acceptance for a whole namespace that it falls under. */
  acceptance?: string;
  /** Of what was resolved during a snooze or an acceptance, which of them holds for what comes back. */
  heldAs?: Held;
  /** When a scan first saw it in its present life. */
  firstSeenAt: Date;
  lastSeenAt: Date;
  resolvedAt?: Date;
  /** When it was last found again after it had been resolved. */
  regressedAt?: Date;
  /** Since when scans that looked no longer see it, while it still counts as there. */
  absentSince?: Date;
}

/** What is there, whatever people said of it. */
export function isPresent({ state }: Pick<Life, 'state'>): boolean {
  return state !== 'resolved';
}

/** What is there and somebody has put aside, for now or for long. */
export function isPutAside({ state }: Pick<Life, 'state'>): boolean {
  return state === 'acknowledged' || isHeld(state);
}

export function isHeld(state: LifecycleState): state is Held {
  return state === 'snoozed' || state === 'accepted';
}

/** A life of which nobody has said anything. */
export function withoutWords(life: Life, state: Life['state']): Life {
  const {
    acceptance: _acceptance,
    by: _by,
    heldAs: _heldAs,
    reason: _reason,
    saidSeverity: _saidSeverity,
    until: _until,
    ...rest
  } = life;
  return { ...rest, state };
}
