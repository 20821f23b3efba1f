import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  InvestigationFailureReason,
  TotalUsage,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelChain,
  ModelTranscript,
  RunNews,
  RunTool,
} from '@opsagent/investigator';
import limitConcurrency from 'p-limit';
import { ModelTracing } from '../models/ModelTracing';
import { logFailure } from '../scanning/describeFailure';
import { NewStep, RunEnd } from './DatabaseRunStore';
import { RunFeed } from './RunFeed';

/** Steps with which any run may end. */
export type LastStep =
  | { type: 'cancelled' | 'interrupted' }
  | {
      type: 'failed';
      reason: InvestigationFailureReason;
      message: string;
    };

/** What a run tells of itself. */
export interface RunHooks<Step> {
  /** Aborts when it has to end. */
  signal: AbortSignal;
  onStep(step: Step | LastStep, news: RunNews): void;
  /** Keeps what is about to be sent. */
  onSend(said: readonly ModelTranscript[]): Promise<void>;
  onText(piece: string): void;
  onRestart(): void;
  runTool: RunTool;
}

/** What came of a run. */
export interface RunOutcome<Result> {
  /** What it was for; absent unless it concluded. */
  result?: Result;
  /** All that it took, once a model was asked. */
  usage?: TotalUsage;
}

/** What a model is to do, and for whom. */
export interface RunWork<Step, Result> {
  credentials: BackstageCredentials;
  models: ModelChain;
  /** Lets it work, and tells each step. What goes wrong is the last step, and never thrown. */
  run(hooks: RunHooks<Step>): Promise<RunOutcome<Result>>;
}

/** Where a run is kept while it goes on. */
export interface ActiveRunStore<Step, Result> {
  addStep(id: string, step: NewStep<Step | LastStep>): Promise<void>;
  addSaid(
    id: string,
    number: number,
    said: readonly ModelTranscript[],
  ): Promise<void>;
  end(
    id: string,
    end: RunEnd<Result>,
    at: Date,
    usage?: TotalUsage,
  ): Promise<void>;
  keepAlive(
    id: string,
    aliveUntil: Date,
  ): Promise<'continue' | 'cancel' | undefined>;
}

export interface ActiveRunOptions<Step, Result> {
  /** What is run, for the log: such as `Investigation`. */
  name: string;
  /** What traces call whoever does it, such as `investigator`. */
  agent: string;
  store: ActiveRunStore<Step, Result>;
  feed: RunFeed;
  logger: LoggerService;
  tracing: ModelTracing;
  /** Milliseconds after which it counts as interrupted unless its process says that it lives. */
  alive: number;
}

/** Why it is stopped before it has ended by itself. */
type Stop = 'cancelled' | 'interrupted';

/** One run of a model in this process, and everything that is kept of it. */
export class ActiveRun<Step extends { type: string }, Result> {
  readonly #id: string;
  readonly #work: RunWork<Step, Result>;
  readonly #options: ActiveRunOptions<Step, Result>;
  readonly #abort = new AbortController();
  /** Steps have to be kept in their order. */
  readonly #inTurn = limitConcurrency(1);
  #steps = 0;
  #stop: Stop | undefined;
  #failure: Extract<LastStep, { type: 'failed' }> | undefined;

  constructor(
    id: string,
    work: RunWork<Step, Result>,
    options: ActiveRunOptions<Step, Result>,
  ) {
    this.#id = id;
    this.#work = work;
    this.#options = options;
  }

  /** Ends it early; what it has seen by then is kept. */
  stop(why: Stop): void {
    this.#stop ??= why;
    this.#abort.abort();
  }

  /** Runs it to its end. Never throws. */
  async run(): Promise<void> {
    const { alive, feed, logger, name, store } = this.#options;
    const beat = setInterval(() => void this.#beat(), alive / 6);
    try {
      const { end, usage } = await this.#traced();
      await this.#inTurn(() => store.end(this.#id, end, new Date(), usage));
    } catch (error) {
      logger.error(
        `${name} ${this.#id} could not be kept: ${logFailure(error)}`,
      );
    } finally {
      clearInterval(beat);
      feed.changed(this.#id);
    }
  }

  #traced() {
    const { credentials, models } = this.#work;
    const { agent: name, tracing } = this.#options;
    const [{ name: model }] = models.models;
    return tracing.agent(
      { name, conversation: this.#id, model, credentials },
      async () => {
        const { result, usage } = await this.#work.run(this.#hooks());
        return { end: this.#endWith(result), usage };
      },
      ({ end, usage }) => ({
        usage,
        ...(end.state === 'failed' ? { error: end.reason } : {}),
      }),
    );
  }

  #hooks(): RunHooks<Step> {
    const { feed, tracing } = this.#options;
    return {
      signal: this.#abort.signal,
      onStep: (step, news) => this.#keep(this.#toTell(step), news),
      onSend: said => this.#keepSent(said),
      onText: piece => feed.text(this.#id, piece),
      onRestart: () => feed.restarted(this.#id),
      runTool: tracing.runTool,
    };
  }

  #endWith(result: Result | undefined): RunEnd<Result> {
    if (result !== undefined) return { state: 'concluded', result };
    if (!this.#failure) return { state: this.#stop ?? 'cancelled' };
    const { reason, message } = this.#failure;
    return { state: 'failed', reason, message };
  }

  /** An error of ours may hold anything, so that only the log is told of it. */
  #toTell(step: Step | LastStep): Step | LastStep {
    if (step.type === 'cancelled' && this.#stop === 'interrupted')
      return { type: this.#stop };
    if (!isFailure(step)) return step;
    this.#failure = step;
    if (step.reason === 'error') {
      const { logger, name } = this.#options;
      logger.error(`${name} ${this.#id} failed: ${step.message}`);
      this.#failure = {
        ...step,
        message: 'It failed in the portal; see its log',
      };
    }
    return this.#failure;
  }

  #keep(step: Step | LastStep, { entered, said }: RunNews) {
    const { feed, store } = this.#options;
    this.#steps += 1;
    const kept = {
      number: this.#steps,
      at: new Date().toISOString(),
      step,
      entered: [...entered],
      said,
    };
    void this.#write('A step', () => store.addStep(this.#id, kept)).then(() =>
      feed.changed(this.#id),
    );
  }

  /** Before it is sent, so that there is a record of it whatever becomes of this process. */
  #keepSent(said: readonly ModelTranscript[]): Promise<void> {
    const number = this.#steps;
    return this.#write('What is sent', () =>
      this.#options.store.addSaid(this.#id, number, said),
    );
  }

  /** What cannot be kept must not go on. Never throws. */
  async #write(what: string, write: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(write);
    } catch (error) {
      const { logger, name } = this.#options;
      logger.error(
        `${what} of ${name.toLowerCase()} ${this.#id} could not be kept: ${logFailure(error)}`,
      );
      this.stop('interrupted');
    }
  }

  async #beat() {
    const { alive, logger, name, store } = this.#options;
    try {
      const told = await store.keepAlive(
        this.#id,
        new Date(Date.now() + alive),
      );
      if (told === 'cancel') this.stop('cancelled');
      if (told === undefined) this.stop('interrupted');
    } catch (error) {
      logger.warn(
        `${name} ${this.#id} could not say that it runs: ${logFailure(error)}`,
      );
    }
  }
}

function isFailure(
  step: { type: string } | LastStep,
): step is Extract<LastStep, { type: 'failed' }> {
  return step.type === 'failed';
}
