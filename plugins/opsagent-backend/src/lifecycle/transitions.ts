import { Transition } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { DatabaseTime, chunks, optionalIso, toIso } from '../database/sql';
import { Life, isPresent } from './Life';
import { Living } from './living';
import { Step } from './planLives';

interface TransitionRow {
  object_type: Living;
  object_id: string;
  at: DatabaseTime;
  from_state: Life['state'] | null;
  to_state: Life['state'];
  changed_by: string | null;
  reason: string | null;
  until: DatabaseTime | null;
}

/** Whether a state changed, or somebody said something. */
export function isTransition({ before, after }: Step): boolean {
  return (
    before?.state !== after.state ||
    before.stateSince.getTime() !== after.stateSince.getTime()
  );
}

/** Keeps those of the steps that are transitions. */
export async function recordSteps(
  tx: Knex,
  type: Living,
  steps: readonly Step[],
): Promise<void> {
  const rows = steps.filter(isTransition).map(({ id, before, after }) => ({
    object_type: type,
    object_id: id,
    at: after.stateSince,
    from_state: before?.state ?? null,
    to_state: after.state,
    changed_by: isPresent(after) ? (after.by ?? null) : null,
    reason: isPresent(after) ? (after.reason ?? null) : null,
    until: after.state === 'snoozed' ? (after.until ?? null) : null,
  }));
  for (const chunk of chunks(rows)) await tx('transitions').insert(chunk);
}

/** The steps of one life, oldest first. */
export async function selectTransitions(
  database: Knex,
  type: Living,
  id: string,
): Promise<Transition[]> {
  const rows: TransitionRow[] = await database('transitions')
    .where({ object_type: type, object_id: id })
    .orderBy('id');
  return rows.map(row => ({
    at: toIso(row.at),
    from: row.from_state ?? undefined,
    to: row.to_state,
    by: row.changed_by ?? undefined,
    reason: row.reason ?? undefined,
    until: optionalIso(row.until),
  }));
}

/** What people wrote was for those who may see all that it is about. */
export function withoutReasons(transitions: readonly Transition[]) {
  return transitions.map(({ reason: _, ...rest }): Transition => rest);
}
