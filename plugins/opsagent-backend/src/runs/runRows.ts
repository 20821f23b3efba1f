import {
  InvestigationFailureReason,
  InvestigationState,
  TotalUsage,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ModelUsage } from '@opsagent/investigator';
import { Knex } from 'knex';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';

/** The columns that every table of runs has. */
export interface RunRow {
  id: string;
  state: InvestigationState;
  model: string;
  started_at: DatabaseTime;
  ended_at: DatabaseTime | null;
  alive_until: DatabaseTime;
  /** SQLite keeps numbers. */
  cancel_requested: boolean | number;
  failure: InvestigationFailureReason | null;
  failure_message: string | null;
  calls: number;
  input_tokens: number;
  output_tokens: number;
  cached_input_tokens: number;
  estimated: boolean | number;
  cost: number | null;
}

export interface StepRow {
  number: number;
  at: DatabaseTime;
  step: string;
  entered: string;
  said: string;
}

/** A run as it is kept, whatever it is for. */
export interface StoredRun {
  id: string;
  state: InvestigationState;
  /** As it is configured. */
  model: string;
  startedAt: string;
  endedAt?: string;
  failure?: { reason: InvestigationFailureReason; message: string };
  usage: TotalUsage;
}

export function runOf(row: RunRow): StoredRun {
  const endedAt = optionalIso(row.ended_at);
  return {
    id: row.id,
    state: row.state,
    model: row.model,
    startedAt: toIso(row.started_at),
    ...(endedAt ? { endedAt } : {}),
    ...(row.failure
      ? { failure: { reason: row.failure, message: row.failure_message ?? '' } }
      : {}),
    usage: {
      calls: row.calls,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      cachedInputTokens: row.cached_input_tokens,
      estimated: Boolean(row.estimated),
      ...(row.cost === null ? {} : { cost: row.cost }),
    },
  };
}

/** Adds one call to what a run has taken. */
export function spentColumns(database: Knex, usage: ModelUsage) {
  const more = (column: string, by: number) =>
    database.raw('coalesce(??, 0) + ?', [column, by]);
  return {
    calls: more('calls', 1),
    input_tokens: more('input_tokens', usage.inputTokens),
    output_tokens: more('output_tokens', usage.outputTokens),
    cached_input_tokens: more('cached_input_tokens', usage.cachedInputTokens),
    ...(usage.estimated ? { estimated: true } : {}),
    ...(usage.cost === undefined ? {} : { cost: more('cost', usage.cost) }),
  };
}

/** All that a run has taken, in place of what was added up until then. */
export function usageColumns(usage: TotalUsage) {
  return {
    calls: usage.calls,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cached_input_tokens: usage.cachedInputTokens,
    estimated: usage.estimated,
    cost: usage.cost ?? null,
  };
}
