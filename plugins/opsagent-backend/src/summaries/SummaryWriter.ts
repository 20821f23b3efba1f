import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  BudgetExhaustedError,
  IncidentCase,
  ModelChain,
  ModelError,
  Privacy,
  Summary,
  summarize,
} from '@opsagent/investigator';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ModelTracing } from '../models/ModelTracing';
import {
  DatabaseSummaryStore,
  StoredSummary,
  SummaryKey,
} from './DatabaseSummaryStore';

export interface SummaryWriterOptions {
  store: DatabaseSummaryStore;
  tracing: ModelTracing;
  /** Milliseconds that one may take; two minutes unless given. */
  timeout?: number;
  /** Milliseconds between two looks for what another process is having made; a second unless given. */
  lookEvery?: number;
}

/** What is to be explained, by which model and for whom. */
export interface SummaryWork {
  incident: IncidentCase;
  models: ModelChain;
  privacy: Privacy;
  requestedBy: string;
  credentials: BackstageCredentials;
}

/** Milliseconds beyond its time for which nobody else begins the same one. */
const GRACE = 5_000;

/** Has models explain incidents: each state of one once, however many ask for it in however many processes. */
export class SummaryWriter {
  readonly #options: SummaryWriterOptions;
  readonly #timeout: number;
  readonly #shutdown = new AbortController();
  readonly #writing = new Map<string, Promise<boolean>>();

  constructor(options: SummaryWriterOptions) {
    this.#options = options;
    this.#timeout = options.timeout ?? 120_000;
  }

  /**
   * The summary of one state of an incident, which is made unless one of the models has made it before.
   *
   * @throws ServiceUnavailableError when no model gave one in time
   * @throws ConflictError when nothing is left to spend
   */
  async write(key: SummaryKey, work: SummaryWork): Promise<StoredSummary> {
    const { lookEvery = 1_000, store } = this.#options;
    const id = JSON.stringify(key);
    const names = work.models.models.map(({ name }) => name);
    for (;;) {
      const known = await store.find(key, names);
      if (known) return known;
      const others = this.#writing.get(id);
      if (others) {
        // Why it failed, such as a spent budget, concerns whoever asked for it.
        await Promise.allSettled([others]);
      } else if (!(await this.#begin(id, key, work))) {
        await sleep(lookEvery, undefined, { signal: this.#shutdown.signal });
      }
    }
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#shutdown.abort(
      new ServiceUnavailableError('The portal is being restarted'),
    );
    await Promise.allSettled(this.#writing.values());
  }

  #begin(id: string, key: SummaryKey, work: SummaryWork): Promise<boolean> {
    const writing = this.#writeUnclaimed(key, work).finally(() =>
      this.#writing.delete(id),
    );
    this.#writing.set(id, writing);
    return writing;
  }

  /** Answers whether it is there now; not when another process is having it made. */
  async #writeUnclaimed(key: SummaryKey, work: SummaryWork): Promise<boolean> {
    this.#shutdown.signal.throwIfAborted();
    const { store } = this.#options;
    const now = new Date();
    const until = new Date(now.getTime() + this.#timeout + GRACE);
    if (!(await store.claim(key, { now, until }))) return false;
    try {
      const names = work.models.models.map(({ name }) => name);
      // It may have been made between the look for it and the claim.
      if (!(await store.find(key, names))) await this.#make(key, work);
      return true;
    } finally {
      await store.release(key);
    }
  }

  async #make(key: SummaryKey, work: SummaryWork) {
    const { store, tracing } = this.#options;
    const { credentials, incident, models, privacy, requestedBy } = work;
    const timeout = AbortSignal.timeout(this.#timeout);
    const signal = AbortSignal.any([timeout, this.#shutdown.signal]);
    const id = randomUUID();
    const [{ name: model }] = models.models;
    let summary: Summary;
    try {
      summary = await tracing.agent(
        { name: 'summariser', conversation: id, model, credentials },
        () => summarize({ incident, models, privacy, signal }),
        ({ usage }) => ({ usage }),
      );
    } catch (error) {
      throw timeout.aborted ? tooLong(this.#timeout) : refusalOf(error);
    }
    await store.keep({ ...key, id, requestedBy, madeAt: new Date(), summary });
  }
}

function tooLong(timeout: number) {
  return new ServiceUnavailableError(
    `No model gave an explanation within ${timeout / 1_000} s`,
  );
}

/** What is no fault of the portal is told to whoever asked. */
function refusalOf(error: unknown) {
  if (error instanceof BudgetExhaustedError)
    return new ConflictError(error.message);
  if (error instanceof ModelError)
    return new ServiceUnavailableError(error.message);
  return error;
}
