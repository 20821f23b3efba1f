import {
  InvestigationFailureReason,
  InvestigationQuery,
  InvestigationState,
  RecordedStep,
  TotalUsage,
  Transcript,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ModelTranscript } from '@opsagent/investigator';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { groupBy } from '../database/groupBy';
import { readPage } from '../database/readPage';
import {
  InvestigationRow,
  StepRow,
  StoredInvestigation,
  investigationOf,
  spentColumns,
  stepOf,
  usageColumns,
} from './investigationRows';
import { ReaderView } from './ReaderView';

export interface NewInvestigation {
  incidentId: string;
  fingerprint: string;
  requestedBy: string;
  automatic: boolean;
  model: string;
  reader: ReaderView;
  startedAt: Date;
  aliveUntil: Date;
}

/** How an investigation ended. */
export type InvestigationEnd =
  | { state: 'concluded'; verdict: Verdict }
  | { state: 'cancelled' | 'interrupted' }
  | {
      state: 'failed';
      reason: InvestigationFailureReason;
      message: string;
    };

/** The recent investigations that somebody has looked at and that do not answer for them. */
export interface SeenInvestigations {
  since: Date;
  ids: readonly string[];
}

/** A step to keep, with what was said to the model and by it since the step before. */
export interface NewStep extends RecordedStep {
  said: readonly ModelTranscript[];
}

/** Investigations in the plugin's database. Whoever reads from it has to make sure of what the reader may see. */
export class DatabaseInvestigationStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** Answers with the id of the new investigation. */
  async begin(investigation: NewInvestigation): Promise<string> {
    return insertInvestigation(this.#database, investigation);
  }

  /** Begins one unless another, not among those seen, has been begun for the same state of things; undefined then. */
  async beginUnlessOthers(
    investigation: NewInvestigation,
    seen: SeenInvestigations,
  ): Promise<string | undefined> {
    const { fingerprint, incidentId } = investigation;
    return this.#database.transaction(async tx => {
      // Whoever else begins one for the incident waits until this one is there.
      await tx('incidents').select('id').where('id', incidentId).forUpdate();
      const recent = await selectRecent(tx, incidentId, {
        fingerprint,
        since: seen.since,
      });
      return recent.every(({ id }) => seen.ids.includes(id))
        ? insertInvestigation(tx, investigation)
        : undefined;
    });
  }

  async addStep(id: string, kept: NewStep): Promise<void> {
    const { number, at, step, entered, said } = kept;
    await this.#database.transaction(async tx => {
      await tx('investigation_steps').insert({
        investigation_id: id,
        number,
        at: new Date(at),
        step: JSON.stringify(step),
        entered: JSON.stringify(entered),
        said: JSON.stringify(said),
      });
      if (step.type === 'modelCall')
        await tx('investigations')
          .where({ id })
          .update(spentColumns(tx, step.usage));
    });
  }

  /** Keeps what is said after a step and before the next; of those that are kept, only the process that runs it may add to the last. */
  async addSaid(
    id: string,
    number: number,
    said: readonly ModelTranscript[],
  ): Promise<void> {
    const step = () =>
      this.#database('investigation_steps').where({
        investigation_id: id,
        number,
      });
    const row: Pick<StepRow, 'said'> | undefined = await step().first('said');
    if (!row) throw new Error(`Investigation ${id} has no step ${number}`);
    const before = JSON.parse(row.said) as ModelTranscript[];
    await step().update({ said: JSON.stringify([...before, ...said]) });
  }

  /** Keeps how it ended and all that it took, unless it has ended already. Without usage, what its steps took stays. */
  async end(
    id: string,
    end: InvestigationEnd,
    at: Date,
    usage?: TotalUsage,
  ): Promise<void> {
    await this.#database('investigations')
      .where({ id, state: 'running' })
      .update({
        state: end.state,
        ended_at: at,
        ...(end.state === 'concluded'
          ? { verdict: JSON.stringify(end.verdict) }
          : {}),
        ...(end.state === 'failed'
          ? { failure: end.reason, failure_message: end.message }
          : {}),
        ...(usage ? usageColumns(usage) : {}),
      });
  }

  /** Says that its process lives. Answers whether it shall go on: undefined when it has ended. */
  async keepAlive(
    id: string,
    aliveUntil: Date,
  ): Promise<'continue' | 'cancel' | undefined> {
    await this.#database('investigations')
      .where({ id, state: 'running' })
      .update({ alive_until: aliveUntil });
    const row: InvestigationRow | undefined = await this.#database(
      'investigations',
    )
      .where({ id, state: 'running' })
      .first();
    if (!row) return undefined;
    return row.cancel_requested ? 'cancel' : 'continue';
  }

  /** Asks the process that runs it to stop, whichever that is. */
  async requestCancel(id: string): Promise<void> {
    await this.#database('investigations')
      .where({ id, state: 'running' })
      .update({ cancel_requested: true });
  }

  /** Marks those whose process has not said in time that it lives; how many these are. */
  async interruptDead(now: Date): Promise<number> {
    return this.#database('investigations')
      .where({ state: 'running' })
      .where('alive_until', '<', now)
      .update({ state: 'interrupted', ended_at: now });
  }

  async get(id: string): Promise<StoredInvestigation | undefined> {
    const row: InvestigationRow | undefined = await this.#database(
      'investigations',
    )
      .where({ id })
      .first();
    return row && investigationOf(row);
  }

  /** Those of an incident, latest first. */
  async ofIncident(incidentId: string, query: InvestigationQuery) {
    const { rows, ...page } = await readPage<InvestigationRow>(
      () => selectOfIncident(this.#database, incidentId),
      {
        ...query,
        order: ['started_at', 'id'],
        direction: 'desc',
        times: ['started_at'],
        position: z.tuple([z.number(), z.string()]),
      },
    );
    return { items: rows.map(investigationOf), ...page };
  }

  /** Those of an incident in the same state of things that run or have concluded, latest first. */
  async recent(
    incidentId: string,
    of: { fingerprint: string; since: Date },
  ): Promise<StoredInvestigation[]> {
    const rows = await selectRecent(this.#database, incidentId, of);
    return rows.map(investigationOf);
  }

  /** What happened after a step, oldest first; at most so many steps. */
  async stepsAfter(
    id: string,
    number: number,
    limit = 1_000,
  ): Promise<RecordedStep[]> {
    const rows: StepRow[] = await this.#database('investigation_steps')
      .where('investigation_id', id)
      .where('number', '>', number)
      .orderBy('number')
      .limit(limit);
    return rows.map(stepOf);
  }

  /** What was said to each model and by it, word for word. */
  async said(id: string): Promise<Transcript['models']> {
    const rows: StepRow[] = await this.#database('investigation_steps')
      .where('investigation_id', id)
      .orderBy('number');
    return joined(
      rows.flatMap(row => JSON.parse(row.said) as Transcript['models']),
    );
  }

  /** Forgets those that ended before the given moment; how many these are. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database('investigations')
      .where('ended_at', '<', moment)
      .delete();
  }
}

async function insertInvestigation(
  database: Knex,
  investigation: NewInvestigation,
): Promise<string> {
  const id = randomUUID();
  await database('investigations').insert({
    id,
    incident_id: investigation.incidentId,
    fingerprint: investigation.fingerprint,
    state: 'running',
    requested_by: investigation.requestedBy,
    automatic: investigation.automatic,
    model: investigation.model,
    reader: JSON.stringify(investigation.reader),
    started_at: investigation.startedAt,
    alive_until: investigation.aliveUntil,
  });
  return id;
}

/** Also those of incidents that are told under its id by now. */
function selectOfIncident(database: Knex, incidentId: string) {
  return database<InvestigationRow>('investigations').whereIn(
    'incident_id',
    database('incidents')
      .select('id')
      .where('id', incidentId)
      .orWhere('moved_to', incidentId),
  );
}

async function selectRecent(
  database: Knex,
  incidentId: string,
  of: { fingerprint: string; since: Date },
): Promise<InvestigationRow[]> {
  const states: InvestigationState[] = ['running', 'concluded'];
  return selectOfIncident(database, incidentId)
    .where('fingerprint', of.fingerprint)
    .where('started_at', '>=', of.since)
    .whereIn('state', states)
    .orderBy('started_at', 'desc')
    .limit(20);
}

/** What was said with one model, step by step, as one conversation. */
function joined(parts: Transcript['models']): Transcript['models'] {
  const byModel = groupBy(parts, ({ model }) => model);
  return [...byModel].map(([model, each]) => ({
    model,
    messages: each.flatMap(({ messages }) => messages),
  }));
}
