import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGE_SIGNAL_CHANNEL,
  ChangeSignal,
} from '@opsagent/backstage-plugin-opsagent-common';

/** Milliseconds in which any number of changes become one signal. */
const PAUSE = 1_000;

export interface ChangeBroadcastOptions {
  signals: SignalsService;
  logger: LoggerService;
}

/** Tells every open page of the portal to read again, without saying why: what each may see is decided when it reads. */
export class ChangeBroadcast {
  readonly #options: ChangeBroadcastOptions;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChangeBroadcastOptions) {
    this.#options = options;
  }

  /** Something has changed. Whoever says so neither waits nor fails. */
  announce(): void {
    this.#waiting ??= setTimeout(() => this.#publish(), PAUSE).unref();
  }

  async #publish() {
    this.#waiting = undefined;
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
