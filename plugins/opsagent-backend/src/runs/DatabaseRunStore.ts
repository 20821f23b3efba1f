import {
  InvestigationFailureReason,
  RecordedStep,
  TotalUsage,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ModelTranscript, ModelUsage } from '@opsagent/investigator';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { toIso } from '../database/sql';
import { RunRow, StepRow, spentColumns, usageColumns } from './runRows';

/** Where one kind of runs is kept. */
export interface RunTables {
  runs: 'investigations' | 'conversation_messages';
  steps: 'investigation_steps' | 'conversation_steps';
  /** The column of a step that holds the id of its run. */
  run: 'investigation_id' | 'message_id';
}

/** A step of a run: what it is, and what came into the ledger with it. */
export interface StoredStep<Step> extends Omit<RecordedStep, 'step'> {
  step: Step;
}

/** A step to keep, with what was said to the model and by it since the step before. */
export interface NewStep<Step> extends StoredStep<Step> {
  said: readonly ModelTranscript[];
}

/** How a run ended; what it was for is there once it has concluded. */
export type RunEnd<Result> =
  | { state: 'concluded'; result: Result }
  | { state: 'cancelled' | 'interrupted' }
  | {
      state: 'failed';
      reason: InvestigationFailureReason;
      message: string;
    };

type AnyStep = { type: string } | { type: 'modelCall'; usage: ModelUsage };

/**
 * Runs of models in the plugin's database, of one kind. Whoever reads from it has to make sure of what the reader may see.
 *
 * @typeParam Result - what a run is for
 */
export abstract class DatabaseRunStore<
  Step extends AnyStep,
  Result,
  Run extends { state: string },
> {
  protected readonly database: Knex;
  readonly #tables: RunTables;

  constructor(options: { database: Knex; tables: RunTables }) {
    this.database = options.database;
    this.#tables = options.tables;
  }

  abstract get(id: string): Promise<Run | undefined>;

  /** The columns in which a result is kept. */
  protected abstract resultColumns(result: Result): object;

  async addStep(id: string, kept: NewStep<Step>): Promise<void> {
    const { number, at, step, entered, said } = kept;
    const { run, runs, steps } = this.#tables;
    await this.database.transaction(async tx => {
      await tx(steps).insert({
        [run]: id,
        number,
        at: new Date(at),
        step: JSON.stringify(step),
        entered: JSON.stringify(entered),
        said: JSON.stringify(said),
      });
      if ('usage' in step)
        await tx(runs).where({ id }).update(spentColumns(tx, step.usage));
    });
  }

  /** Keeps what is said after a step and before the next; of those that are kept, only the process that runs it may add to the last. */
  async addSaid(
    id: string,
    number: number,
    said: readonly ModelTranscript[],
  ): Promise<void> {
    const { run, steps } = this.#tables;
    const step = () => this.database(steps).where({ [run]: id, number });
    const row: Pick<StepRow, 'said'> | undefined = await step().first('said');
    if (!row) throw new Error(`Run ${id} has no step ${number}`);
    const before = JSON.parse(row.said) as ModelTranscript[];
    await step().update({ said: JSON.stringify([...before, ...said]) });
  }

  /** Keeps how it ended and all that it took, unless it has ended already. Without usage, what its steps took stays. */
  async end(
    id: string,
    end: RunEnd<Result>,
    at: Date,
    usage?: TotalUsage,
  ): Promise<void> {
    await this.#running(id).update({
      state: end.state,
      ended_at: at,
      ...(end.state === 'concluded' ? this.resultColumns(end.result) : {}),
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
    await this.#running(id).update({ alive_until: aliveUntil });
    const row: RunRow | undefined = await this.#running(id).first();
    if (!row) return undefined;
    return row.cancel_requested ? 'cancel' : 'continue';
  }

  /** Asks the process that runs it to stop, whichever that is. */
  async requestCancel(id: string): Promise<void> {
    await this.#running(id).update({ cancel_requested: true });
  }

  /** Marks those whose process has not said in time that it lives; how many these are. */
  async interruptDead(now: Date): Promise<number> {
    return this.database(this.#tables.runs)
      .where({ state: 'running' })
      .where('alive_until', '<', now)
      .update({ state: 'interrupted', ended_at: now });
  }

  /** What happened after a step, oldest first; at most so many steps. */
  async stepsAfter(
    id: string,
    number: number,
    limit = 1_000,
  ): Promise<StoredStep<Step>[]> {
    const rows: StepRow[] = await this.#stepsOf(id)
      .where('number', '>', number)
      .limit(limit);
    return rows.map(row => ({
      number: row.number,
      at: toIso(row.at),
      step: JSON.parse(row.step) as Step,
      entered: JSON.parse(row.entered) as RecordedStep['entered'],
    }));
  }

  /** What was said to each model and by it, word for word. */
  async said(id: string): Promise<Transcript['models']> {
    const rows: StepRow[] = await this.#stepsOf(id);
    return joined(
      rows.flatMap(row => JSON.parse(row.said) as Transcript['models']),
    );
  }

  #running(id: string) {
    return this.database(this.#tables.runs).where({ id, state: 'running' });
  }

  #stepsOf(id: string) {
    const { run, steps } = this.#tables;
    return this.database(steps).where(run, id).orderBy('number');
  }
}

/** What was said with one model, step by step, as one conversation. */
function joined(parts: Transcript['models']): Transcript['models'] {
  const byModel = groupBy(parts, ({ model }) => model);
  return [...byModel].map(([model, each]) => ({
    model,
    messages: each.flatMap(({ messages }) => messages),
  }));
}
