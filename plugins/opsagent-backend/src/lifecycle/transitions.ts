import { Transition } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { DatabaseTime, chunks, optionalIso, toIso } from '../database/sql';
import { Life } from './Life';

/** What has a life. */
export type Living = 'finding' | 'incident';

/** A step from one state to another, of one of them. */
export interface Step {
  id: string;
  before: Life | undefined;
  after: Life;
}

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

/** Keeps the steps by which a state changed, or by which somebody said something. */
export async function recordSteps(
  tx: Knex,
  type: Living,
  steps: readonly Step[],
): Promise<void> {
  const rows = steps.flatMap(({ id, before, after }): TransitionRow[] =>
    before?.stateSince.getTime() === after.stateSince.getTime() &&
    before.state === after.state
      ? []
      : [
          {
            object_type: type,
            object_id: id,
            at: after.stateSince,
            from_state: before?.state ?? null,
            to_state: after.state,
            changed_by: after.by ?? null,
            reason: after.reason ?? null,
            until: after.state === 'snoozed' ? (after.until ?? null) : null,
          },
        ],
  );
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
    .orderBy(['at', 'id']);
  return rows.map(row => ({
    at: toIso(row.at),
    from: row.from_state ?? undefined,
    to: row.to_state,
    by: row.changed_by ?? undefined,
    reason: row.reason ?? undefined,
    until: optionalIso(row.until),
  }));
}
