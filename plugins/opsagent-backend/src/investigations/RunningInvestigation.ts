import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  InvestigationStep,
  TotalUsage,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ClusterView,
  IncidentCase,
  InvestigationNews,
  ModelChain,
  ModelTranscript,
  Privacy,
  Tool,
  investigate,
} from '@opsagent/investigator';
import limitConcurrency from 'p-limit';
import { ModelTracing } from '../models/ModelTracing';
import { logFailure } from '../scanning/describeFailure';
import {
  DatabaseInvestigationStore,
  InvestigationEnd,
} from './DatabaseInvestigationStore';
import { InvestigationFeed } from './InvestigationFeed';
import { describeUnreadCluster } from './describeUnreadCluster';
import { ClusterViewRequest } from './readClusterView';

/** What is to be investigated, by which model and for whom. */
export interface InvestigationWork {
  incident: IncidentCase;
  credentials: BackstageCredentials;
  models: ModelChain;
  privacy: Privacy;
  /** Beside those that look at the cluster. */
  tools: readonly Tool[];
}

export interface RunOptions {
  store: DatabaseInvestigationStore;
  feed: InvestigationFeed;
  readView(request: ClusterViewRequest): Promise<ClusterView>;
  logger: LoggerService;
  tracing: ModelTracing;
  /** Milliseconds that one investigation may take. */
  timeout: number;
  /** Milliseconds after which it counts as interrupted unless its process says that it lives. */
  alive: number;
}

/** Why it is stopped before it has ended by itself. */
type Stop = 'cancelled' | 'interrupted';

/** How it ended and, once a model was asked, all that it took. */
interface Ended {
  end: InvestigationEnd;
  usage?: TotalUsage;
}

const NOTHING_NEW: InvestigationNews = { entered: [], said: [] };

/** One investigation that this process runs, and everything that is kept of it. */
export class RunningInvestigation {
  readonly #id: string;
  readonly #work: InvestigationWork;
  readonly #options: RunOptions;
  readonly #abort = new AbortController();
  /** Steps have to be kept in their order. */
  readonly #inTurn = limitConcurrency(1);
  #steps = 0;
  #stop: Stop | undefined;

  constructor(id: string, work: InvestigationWork, options: RunOptions) {
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
    const { alive, feed, logger, store } = this.#options;
    const beat = setInterval(() => void this.#beat(), alive / 6);
    try {
      const { end, usage } = await this.#traced();
      await this.#inTurn(() => store.end(this.#id, end, new Date(), usage));
    } catch (error) {
      logger.error(
        `Investigation ${this.#id} could not be kept: ${logFailure(error)}`,
      );
    } finally {
      clearInterval(beat);
      feed.changed(this.#id);
    }
  }

  #traced(): Promise<Ended> {
    const { credentials, models } = this.#work;
    const [{ name: model }] = models.models;
    return this.#options.tracing.agent(
      { name: 'investigator', conversation: this.#id, model, credentials },
      () => this.#investigate(),
      ({ end, usage }) => ({
        usage,
        ...(end.state === 'failed' ? { error: end.reason } : {}),
      }),
    );
  }

  async #investigate(): Promise<Ended> {
    const { credentials, incident, models, privacy, tools } = this.#work;
    const { feed, readView, timeout, tracing } = this.#options;
    const { signal } = this.#abort;
    const started = performance.now();
    let view: ClusterView;
    try {
      view = await readView({
        incident,
        credentials,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
    } catch (error) {
      return { end: this.#endUnread(error) };
    }
    const left = timeout - (performance.now() - started);
    let ended: InvestigationStep | undefined;
    const { usage } = await investigate({
      incident,
      view,
      models,
      privacy,
      tools,
      runTool: tracing.runTool,
      limits: { duration: Math.max(1, Math.round(left)) },
      signal,
      onStep: (step, news) => {
        ended = this.#toTell(step);
        this.#keep(ended, news);
      },
      onSend: said => this.#keepSent(said),
      onText: piece => feed.text(this.#id, piece),
      onRestart: () => feed.restarted(this.#id),
    });
    return { end: this.#endOf(ended), usage };
  }

  #endUnread(error: unknown): InvestigationEnd {
    if (this.#stop) {
      this.#keep({ type: this.#stop }, NOTHING_NEW);
      return { state: this.#stop };
    }
    const failure = {
      reason: 'cluster' as const,
      message: describeUnreadCluster(error),
    };
    this.#options.logger.warn(
      `Investigation ${this.#id} could not read the cluster: ${logFailure(error)}`,
    );
    this.#keep({ type: 'failed', ...failure }, NOTHING_NEW);
    return { state: 'failed', ...failure };
  }

  #endOf(last: InvestigationStep | undefined): InvestigationEnd {
    switch (last?.type) {
      case 'concluded':
        return { state: 'concluded', verdict: last.verdict };
      case 'failed':
        return { state: 'failed', reason: last.reason, message: last.message };
      default:
        return { state: this.#stop ?? 'cancelled' };
    }
  }

  /** An error of ours may hold anything, so that only the log is told of it. */
  #toTell(step: InvestigationStep): InvestigationStep {
    if (step.type !== 'failed' || step.reason !== 'error') return step;
    const { message } = step;
    this.#options.logger.error(`Investigation ${this.#id} failed: ${message}`);
    return { ...step, message: 'It failed in the portal; see its log' };
  }

  #keep(told: InvestigationStep, { entered, said }: InvestigationNews) {
    const { feed, store } = this.#options;
    const step =
      told.type === 'cancelled' && this.#stop === 'interrupted'
        ? { type: this.#stop }
        : told;
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
      this.#options.logger.error(
        `${what} of investigation ${this.#id} could not be kept: ${logFailure(error)}`,
      );
      this.stop('interrupted');
    }
  }

  async #beat() {
    const { alive, logger, store } = this.#options;
    try {
      const told = await store.keepAlive(
        this.#id,
        new Date(Date.now() + alive),
      );
      if (told === 'cancel') this.stop('cancelled');
      if (told === undefined) this.stop('interrupted');
    } catch (error) {
      logger.warn(
        `Investigation ${this.#id} could not say that it runs: ${logFailure(error)}`,
      );
    }
  }
}
