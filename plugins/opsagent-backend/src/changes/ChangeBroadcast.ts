import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGE_SIGNAL_CHANNEL,
  ChangeSignal,
} from '@opsagent/backstage-plugin-opsagent-common';

/** Milliseconds in which any number of changes become one signal. */
const PAUSE = 1_000;
/** Milliseconds between two signals at least: each makes every open page read again, and alerts may come in by the second. */
const INTERVAL = 5_000;

export interface ChangeBroadcastOptions {
  signals: SignalsService;
  logger: LoggerService;
}

/** Tells every open page of the portal to read again, without saying why: what each may see is decided when it reads. */
export class ChangeBroadcast {
  readonly #options: ChangeBroadcastOptions;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #publishedAt = 0;

  constructor(options: ChangeBroadcastOptions) {
    this.#options = options;
  }

  /** Something has changed. Whoever says so neither waits nor fails. */
  announce(): void {
    const delay = Math.max(PAUSE, this.#publishedAt + INTERVAL - Date.now());
    this.#waiting ??= setTimeout(() => this.#publish(), delay).unref();
  }

  async #publish() {
    this.#waiting = undefined;
    this.#publishedAt = Date.now();
    const { logger, signals } = this.#options;
    try {
      await signals.publish<ChangeSignal>({
        recipients: { type: 'broadcast' },
        channel: CHANGE_SIGNAL_CHANNEL,
        message: { type: 'changed' },
      });
    } catch (error) {
      logger.debug(`Pages were not told of a change: ${error}`);
    }
  }
}
