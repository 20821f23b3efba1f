import {
  Transition,
  TransitionList,
  TransitionQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { z } from 'zod';
import { readPage } from '../database/readPage';
import { DatabaseTime, chunks, optionalIso, toIso } from '../database/sql';
import { Life, isHeld, isPresent } from './Life';
import { Living } from './living';
import { Step } from './planLives';

interface TransitionRow {
  id: number;
  object_type: Living;
  object_id: string;
  at: DatabaseTime;
  from_state: Life['state'] | null;
  to_state: Life['state'];
  changed_by: string | null;
  reason: string | null;
  until: DatabaseTime | null;
  from_severity: Severity | null;
  to_severity: Severity | null;
}

const NO_WORDS = { changed_by: null, reason: null, until: null };

/** Whether the state or the severity changed, or somebody said something. */
export function isTransition(step: Step): boolean {
  return isOfState(step) || isOfSeverity(step);
}

/** When the transition took place. */
export function momentOf(step: Step): Date {
  const { lastSeenAt, stateSince } = step.after;
  return isOfState(step) || lastSeenAt < stateSince ? stateSince : lastSeenAt;
}

function isOfState({ before, after }: Step): boolean {
  return (
    before?.state !== after.state ||
    before.stateSince.getTime() !== after.stateSince.getTime()
  );
}

function isOfSeverity({ before, after }: Step): boolean {
  return before !== undefined && before.severity !== after.severity;
}

/** Keeps those of the steps that are transitions. */
export async function recordSteps(
  tx: Knex,
  type: Living,
  steps: readonly Step[],
): Promise<void> {
  const rows = steps.filter(isTransition).map(step => ({
    object_type: type,
    object_id: step.id,
    at: momentOf(step),
    from_state: step.before?.state ?? null,
    to_state: step.after.state,
    ...(isOfState(step) ? wordsOf(step.after) : NO_WORDS),
    ...(isOfSeverity(step)
      ? {
          from_severity: step.before?.severity,
          to_severity: step.after.severity,
        }
      : { from_severity: null, to_severity: null }),
  }));
  for (const chunk of chunks(rows)) await tx('transitions').insert(chunk);
}

/** What was resolved keeps words for its return; they are not those of its resolution. */
function wordsOf(life: Life) {
  if (!isPresent(life)) return NO_WORDS;
  return {
    changed_by: life.by ?? null,
    reason: life.reason ?? null,
    until: isHeld(life.state) ? (life.until ?? null) : null,
  };
}

const positionSchema = z.tuple([z.int()]);

/** The steps of one life, oldest first. */
export async function selectTransitions(
  database: Knex,
  type: Living,
  id: string,
  query: TransitionQuery,
): Promise<TransitionList> {
  const { rows, ...page } = await readPage<TransitionRow>(
    database,
    () => database('transitions').where({ object_type: type, object_id: id }),
    { ...query, order: ['id'], position: positionSchema },
  );
  return { items: rows.map(transitionOf), ...page };
}

function transitionOf(row: TransitionRow): Transition {
  const { from_severity: from, to_severity: to } = row;
  return {
    at: toIso(row.at),
    from: row.from_state ?? undefined,
    to: row.to_state,
    by: row.changed_by ?? undefined,
    reason: row.reason ?? undefined,
    until: optionalIso(row.until),
    severity: from && to ? { from, to } : undefined,
  };
}

/** What people wrote was for those who may see all that it is about. */
export function withoutReasons(list: TransitionList): TransitionList {
  const items = list.items.map(({ reason: _, ...rest }): Transition => rest);
  return { ...list, items };
}
