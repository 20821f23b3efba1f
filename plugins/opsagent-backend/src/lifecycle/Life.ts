import { LifecycleState } from '@opsagent/backstage-plugin-opsagent-common';

/** Where a finding or an incident stands, and what is needed to judge its next step. */
export interface Life {
  state: LifecycleState;
  stateSince: Date;
  /** The end of a snooze. */
  until?: Date;
  /** Who brought it into its state, an entity reference; absent for scans. Of what was resolved during a snooze, who snoozed it. */
  by?: string;
  reason?: string;
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
