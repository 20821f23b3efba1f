import { ServiceUnavailableError } from '@backstage/errors';
import { NewInvestigation } from './DatabaseInvestigationStore';
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

/** Runs investigations in this process. */
export class InvestigationRunner {
  readonly #options: InvestigationRunnerOptions;
  readonly #running = new Map<
    string,
    { run: RunningInvestigation; ended: Promise<void> }
  >();
  #isStopped = false;

  constructor(options: InvestigationRunnerOptions) {
    this.#options = options;
  }

  /**
   * Begins an investigation and answers with its id while it goes on.
   *
   * @throws ServiceUnavailableError while as many run as may run at a time
   */
  async start(
    investigation: Omit<NewInvestigation, 'startedAt' | 'aliveUntil'>,
    work: InvestigationWork,
  ): Promise<string> {
    const { alive = ALIVE, concurrency, store } = this.#options;
    if (this.#isStopped)
      throw new ServiceUnavailableError('The portal is being restarted');
    if (this.#running.size >= concurrency)
      throw new ServiceUnavailableError(
        `${concurrency} investigations are under way, which is as many as opsagent.investigations.concurrency allows; try again when one has ended`,
      );
    const startedAt = new Date();
    const id = await store.begin({
      ...investigation,
      startedAt,
      aliveUntil: new Date(startedAt.getTime() + alive),
    });
    const run = new RunningInvestigation(id, work, { ...this.#options, alive });
    const ended = run.run().finally(() => this.#running.delete(id));
    this.#running.set(id, { run, ended });
    return id;
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
    const running = [...this.#running.values()];
    for (const { run } of running) run.stop('interrupted');
    await Promise.all(running.map(({ ended }) => ended));
  }
}
