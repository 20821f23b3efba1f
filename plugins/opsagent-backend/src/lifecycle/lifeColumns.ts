import { Life as ToldLife } from '@opsagent/backstage-plugin-opsagent-common';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';
import { Life, isPresent } from './Life';

/** The columns that tables of findings and of incidents have in common. */
export interface LifeColumns {
  state: Life['state'];
  /** Null in what a release without this column has written. */
  state_since: DatabaseTime | null;
  until: DatabaseTime | null;
  changed_by: string | null;
  reason: string | null;
  first_seen_at: DatabaseTime;
  last_seen_at: DatabaseTime;
  resolved_at: DatabaseTime | null;
  regressed_at: DatabaseTime | null;
  absent_since: DatabaseTime | null;
}

/** Their names, for a select. */
export const LIFE_COLUMNS = [
  'state',
  'state_since',
  'until',
  'changed_by',
  'reason',
  'first_seen_at',
  'last_seen_at',
  'resolved_at',
  'regressed_at',
  'absent_since',
] as const satisfies readonly (keyof LifeColumns)[];

export function columnsOf(life: Life): LifeColumns {
  return {
    state: life.state,
    state_since: life.stateSince,
    until: life.until ?? null,
    changed_by: life.by ?? null,
    reason: life.reason ?? null,
    first_seen_at: life.firstSeenAt,
    last_seen_at: life.lastSeenAt,
    resolved_at: life.resolvedAt ?? null,
    regressed_at: life.regressedAt ?? null,
    absent_since: life.absentSince ?? null,
  };
}

export function lifeOf(row: LifeColumns): Life {
  return {
    state: row.state,
    stateSince: new Date(stateSinceOf(row)),
    until: optionalDate(row.until),
    by: row.changed_by ?? undefined,
    reason: row.reason ?? undefined,
    firstSeenAt: new Date(row.first_seen_at),
    lastSeenAt: new Date(row.last_seen_at),
    resolvedAt: optionalDate(row.resolved_at),
    regressedAt: optionalDate(row.regressed_at),
    absentSince: optionalDate(row.absent_since),
  };
}

/** What the API tells of a life; what somebody wrote only to those who may see all that it is about. */
export function toldLife(
  row: LifeColumns,
  { whole }: { whole: boolean },
): ToldLife {
  return {
    state: row.state,
    stateSince: toIso(stateSinceOf(row)),
    until: row.state === 'snoozed' ? optionalIso(row.until) : undefined,
    by: isPresent(row) ? (row.changed_by ?? undefined) : undefined,
    reason: whole && isPresent(row) ? (row.reason ?? undefined) : undefined,
    firstSeenAt: toIso(row.first_seen_at),
    lastSeenAt: toIso(row.last_seen_at),
    resolvedAt: optionalIso(row.resolved_at),
  };
}

function stateSinceOf(row: LifeColumns): DatabaseTime {
  return row.state_since ?? row.resolved_at ?? row.first_seen_at;
}

function optionalDate(time: DatabaseTime | null) {
  return time === null ? undefined : new Date(time);
}
