import {
  InvestigationFailureReason,
  InvestigationState,
  RecordedStep,
  TotalUsage,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ModelUsage } from '@opsagent/investigator';
import { Knex } from 'knex';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';
import { ReaderView } from './ReaderView';

export interface InvestigationRow {
  id: string;
  incident_id: string;
  fingerprint: string;
  state: InvestigationState;
  requested_by: string;
  /** SQLite keeps numbers. */
  automatic: boolean | number;
  model: string;
  reader: string;
  started_at: DatabaseTime;
  ended_at: DatabaseTime | null;
  alive_until: DatabaseTime;
  cancel_requested: boolean | number;
  failure: InvestigationFailureReason | null;
  failure_message: string | null;
  verdict: string | null;
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

/** An investigation as it is kept, whoever reads it. */
export interface StoredInvestigation {
  id: string;
  incidentId: string;
  fingerprint: string;
  state: InvestigationState;
  requestedBy: string;
  automatic: boolean;
  model: string;
  reader: ReaderView;
  startedAt: string;
  endedAt?: string;
  failure?: { reason: InvestigationFailureReason; message: string };
  verdict?: Verdict;
  usage: TotalUsage;
}

export function investigationOf(row: InvestigationRow): StoredInvestigation {
  const endedAt = optionalIso(row.ended_at);
  return {
    id: row.id,
    incidentId: row.incident_id,
    fingerprint: row.fingerprint,
    state: row.state,
    requestedBy: row.requested_by,
    automatic: Boolean(row.automatic),
    model: row.model,
    reader: JSON.parse(row.reader) as ReaderView,
    startedAt: toIso(row.started_at),
    ...(endedAt ? { endedAt } : {}),
    ...(row.failure
      ? { failure: { reason: row.failure, message: row.failure_message ?? '' } }
      : {}),
    ...(row.verdict ? { verdict: JSON.parse(row.verdict) as Verdict } : {}),
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

export function stepOf(row: StepRow): RecordedStep {
  return {
    number: row.number,
    at: toIso(row.at),
    step: JSON.parse(row.step) as RecordedStep['step'],
    entered: JSON.parse(row.entered) as RecordedStep['entered'],
  };
}

/** Adds one call to what an investigation has taken. */
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

/** All that an investigation has taken, in place of what was added up until then. */
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
