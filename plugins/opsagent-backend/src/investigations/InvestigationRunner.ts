import { ServiceUnavailableError } from '@backstage/errors';
import {
  NewInvestigation,
  SeenInvestigations,
} from './DatabaseInvestigationStore';
import {
  InvestigationWork,
  RunOptions,
  RunningInvestigation,
} from './RunningInvestigation';

/** Milliseconds. As it is renewed after a sixth of it, the clocks of two replicas may differ by 20 seconds. */
const ALIVE = 30_000;

export interface InvestigationRunnerOptions extends Omit<RunOptions, 'alive'> {
  /** Investigations that this process runs at a time. */
  concurrency: number;
  /** Milliseconds; 30 seconds unless given. */
  alive?: number;
}

/** One that is yet to begin. */
type InvestigationToStart = Omit<NewInvestigation, 'startedAt' | 'aliveUntil'>;

/** Runs investigations in this process. */
export class InvestigationRunner {
  readonly #options: InvestigationRunnerOptions;
  readonly #running = new Map<
    string,
    { run: RunningInvestigation; ended: Promise<void> }
  >();
  readonly #beginning = new Set<Promise<string | undefined>>();
  #isStopped = false;

  constructor(options: InvestigationRunnerOptions) {
    this.#options = options;
  }

  /**
   * Begins an investigation and answers with its id while it goes on.
   *
   * With those seen, only unless another has been begun for the same state of things; undefined then.
   *
   * @throws ServiceUnavailableError while as many run as may run at a time
   */
  async start(
    investigation: InvestigationToStart,
    work: InvestigationWork,
    seen?: SeenInvestigations,
  ): Promise<string | undefined> {
    const { concurrency } = this.#options;
    if (this.#isStopped)
      throw new ServiceUnavailableError('The portal is being restarted');
    if (this.#running.size + this.#beginning.size >= concurrency)
      throw new ServiceUnavailableError(
        `${concurrency} investigations are under way, which is as many as opsagent.investigations.concurrency allows; try again when one has ended`,
      );
    const begun = this.#begin(investigation, work, seen);
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

  async #begin(
    investigation: InvestigationToStart,
    work: InvestigationWork,
    seen?: SeenInvestigations,
  ) {
    const { alive = ALIVE, store } = this.#options;
    const startedAt = new Date();
    const aliveUntil = new Date(startedAt.getTime() + alive);
    const begun = { ...investigation, startedAt, aliveUntil };
    const id = seen
      ? await store.beginUnlessOthers(begun, seen)
      : await store.begin(begun);
    if (id === undefined) return undefined;
    const run = new RunningInvestigation(id, work, { ...this.#options, alive });
    if (this.#isStopped) run.stop('interrupted');
    const ended = run.run().finally(() => this.#running.delete(id));
    this.#running.set(id, { run, ended });
    return id;
  }
}
