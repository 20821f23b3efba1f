import { ServiceUnavailableError } from '@backstage/errors';
import {
  ActiveRun,
  ActiveRunOptions,
  ActiveRunStore,
  RunWork,
} from './ActiveRun';

/** Milliseconds. As it is renewed after a sixth of it, the clocks of two replicas may differ by 20 seconds. */
const ALIVE = 30_000;

export interface ModelRunnerOptions<Step, Result> extends Omit<
  ActiveRunOptions<Step, Result>,
  'alive'
> {
  store: ActiveRunStore<Step, Result> & {
    requestCancel(id: string): Promise<void>;
  };
  /** Runs of this kind that this process has at a time. */
  concurrency: number;
  /** Says, when as many run already, that one has to wait. */
  busy: string;
  /** Milliseconds; 30 seconds unless given. */
  alive?: number;
}

/** When a run begins, and until when its process counts as alive. */
export interface RunTimes {
  startedAt: Date;
  aliveUntil: Date;
}

/** Lets models work in this process: investigations, or answers to questions. */
export class ModelRunner<Step extends { type: string }, Result> {
  readonly #options: ModelRunnerOptions<Step, Result>;
  readonly #running = new Map<
    string,
    { run: ActiveRun<Step, Result>; ended: Promise<void> }
  >();
  readonly #beginning = new Set<Promise<string | undefined>>();
  #isStopped = false;

  constructor(options: ModelRunnerOptions<Step, Result>) {
    this.#options = options;
  }

  /**
   * Begins a run and answers with its id while it goes on; undefined when none was begun.
   *
   * @param begin - writes it down, and answers with its id, or not at all when there is no need for it
   * @param isBegun - whether there is no need for it; asked while no more may be begun
   * @throws ServiceUnavailableError while as many run as may run at a time
   */
  async start(
    begin: (times: RunTimes) => Promise<string | undefined>,
    work: RunWork<Step, Result>,
    isBegun?: () => Promise<boolean>,
  ): Promise<string | undefined> {
    if (this.#isStopped)
      throw new ServiceUnavailableError('The portal is being restarted');
    if (this.#isBusy()) {
      // One of them may be what is asked for.
      await Promise.allSettled(this.#beginning);
      if (await isBegun?.()) return undefined;
      if (this.#isBusy()) throw new ServiceUnavailableError(this.#options.busy);
    }
    const begun = this.#begin(begin, work);
    this.#beginning.add(begun);
    try {
      return await begun;
    } finally {
      this.#beginning.delete(begun);
    }
  }

  /** Stops one, in whichever process it runs; in another one within seconds. */
  async cancel(id: string): Promise<void> {
    const here = this.#running.get(id);
    if (!here) {
      await this.#options.store.requestCancel(id);
      return;
    }
    here.run.stop('cancelled');
    await here.ended;
  }

  /** Interrupts those that this process runs, and begins no more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { run } of this.#running.values()) run.stop('interrupted');
    await Promise.allSettled(this.#beginning);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #isBusy(): boolean {
    const { concurrency } = this.#options;
    return this.#running.size + this.#beginning.size >= concurrency;
  }

  async #begin(
    begin: (times: RunTimes) => Promise<string | undefined>,
    work: RunWork<Step, Result>,
  ) {
    const { alive = ALIVE } = this.#options;
    const startedAt = new Date();
    const aliveUntil = new Date(startedAt.getTime() + alive);
    const id = await begin({ startedAt, aliveUntil });
    if (id === undefined) return undefined;
    const run = new ActiveRun(id, work, { ...this.#options, alive });
    if (this.#isStopped) run.stop('interrupted');
    const ended = run.run().finally(() => this.#running.delete(id));
    this.#running.set(id, { run, ended });
    return id;
  }
}
