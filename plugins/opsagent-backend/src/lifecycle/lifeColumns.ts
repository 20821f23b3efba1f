import { Life as ToldLife } from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';
import { Held, Life, isHeld, isPresent, isPutAside } from './Life';

/** The columns that tables of findings and of incidents have in common. */
export interface LifeColumns {
  state: Life['state'];
  /** Null in what a release without this column has written. */
  state_since: DatabaseTime | null;
  severity: Severity;
  until: DatabaseTime | null;
  changed_by: string | null;
  reason: string | null;
  /** Null in what a release without this column has written. */
  said_severity: Severity | null;
  held_as: Held | null;
  acceptance_id: string | null;
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
  'severity',
  'until',
  'changed_by',
  'reason',
  'said_severity',
  'held_as',
  'acceptance_id',
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
    severity: life.severity,
    until: life.until ?? null,
    changed_by: life.by ?? null,
    reason: life.reason ?? null,
    said_severity: life.saidSeverity ?? null,
    held_as: life.heldAs ?? null,
    acceptance_id: life.acceptance ?? null,
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
    severity: row.severity,
    until: optionalDate(row.until),
    by: row.changed_by ?? undefined,
    reason: row.reason ?? undefined,
    saidSeverity: saidSeverityOf(row),
    heldAs: row.held_as ?? undefined,
    acceptance: row.acceptance_id ?? undefined,
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
    until: isHeld(row.state) ? optionalIso(row.until) : undefined,
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

function saidSeverityOf(row: LifeColumns): Severity | undefined {
  return row.said_severity ?? (isPutAside(row) ? row.severity : undefined);
}

function optionalDate(time: DatabaseTime | null) {
  return time === null ? undefined : new Date(time);
}
