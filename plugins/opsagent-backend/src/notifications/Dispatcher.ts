import { LoggerService } from '@backstage/backend-plugin-api';
import { ClaimedDelivery, DeliveryStore } from './DeliveryStore';
import { DeliveryError } from './DeliveryError';
import { NoticeComposer } from './NoticeComposer';
import { NotificationChannel } from './NotificationChannel';
import { retryDelay } from './retryDelay';

/** Deliveries under way at a time. */
const BATCH = 10;
/** Milliseconds that a claim holds, to word a message and again to send it: longer than any channel takes, and short enough for another process to take over within a minute. */
const CLAIM = 45_000;

export interface DispatcherOptions {
  deliveries: DeliveryStore;
  composer: Pick<NoticeComposer, 'compose'>;
  channels: readonly NotificationChannel[];
  logger: LoggerService;
}

/**
 * Sends what is due. A process that dies between sending and noting it leaves the delivery to be sent again, under the same id: channels that keep one message a subject
 * are none the wiser, and receivers of webhooks see by the id that they have it.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #channels: ReadonlyMap<string, NotificationChannel>;
  readonly #shutdown = new AbortController();
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#channels = new Map(options.channels.map(each => [each.id, each]));
  }

  /** Sends all that is due. Never rejects. While that is under way already, it is done once more afterwards. */
  async send(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#sendWhileWanted().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Gives up what is under way; whoever is running will send it. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.#running;
  }

  async #sendWhileWanted() {
    while (this.#isWanted && !this.#shutdown.signal.aborted) {
      this.#isWanted = false;
      try {
        while (await this.#sendSome());
      } catch (error) {
        this.#options.logger.warn(
          `Notifications could not be read or noted, and will be tried again: ${error}`,
        );
      }
    }
  }

  /** Answers whether there may be more. */
  async #sendSome(): Promise<boolean> {
    if (this.#shutdown.signal.aborted) return false;
    const claimed = await this.#options.deliveries.claim({
      now: new Date(),
      until: endOfClaim(),
      limit: BATCH,
    });
    await Promise.all(claimed.map(each => this.#sendOne(each)));
    return claimed.length === BATCH;
  }

  async #sendOne(delivery: ClaimedDelivery) {
    const { composer, deliveries } = this.#options;
    const channel = this.#channels.get(delivery.channel);
    try {
      const composed = channel
        ? await composer.compose(delivery, new Date())
        : { dropped: 'its channel is not configured any more' };
      if ('dropped' in composed || !channel) {
        const reason = 'dropped' in composed ? composed.dropped : undefined;
        await deliveries.finish(delivery, {
          status: 'dropped',
          reason,
          at: new Date(),
        });
        return;
      }
      this.#shutdown.signal.throwIfAborted();
      // Another process that has claimed it meanwhile sends it.
      if (!(await deliveries.renew(delivery, { until: endOfClaim() }))) return;
      const signal = AbortSignal.any([
        this.#shutdown.signal,
        AbortSignal.timeout(channel.timeout),
      ]);
      await channel.send(composed.message, { signal });
      await deliveries.finish(delivery, { status: 'sent', at: new Date() });
    } catch (error) {
      await this.#putOff(delivery, error);
    }
  }

  async #putOff(delivery: ClaimedDelivery, error: unknown) {
    const { deliveries, logger } = this.#options;
    const { attempts, kind, ownerRef } = delivery;
    const reason = reasonOf(error);
    const at = new Date();
    if (this.#shutdown.signal.aborted) {
      await deliveries.retry(delivery, { at, reason });
      return;
    }
    const channel = this.#channels.get(delivery.channel);
    const what = `Notification (${kind}) to ${ownerRef} over ${channel?.label}`;
    const delay = delayAfter(error, attempts);
    if (delay === undefined) {
      logger.warn(`${what} was given up after ${attempts} attempts: ${reason}`);
      await deliveries.finish(delivery, { status: 'failed', reason, at });
    } else {
      logger.debug(`${what} failed and will be tried again: ${reason}`);
      const next = new Date(at.getTime() + delay);
      await deliveries.retry(delivery, { at: next, reason });
    }
  }
}

function endOfClaim() {
  return new Date(Date.now() + CLAIM);
}

/** Of a request that found nobody, the error itself says only that it failed. */
function reasonOf(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause ? `${error}: ${cause}` : String(error);
}

function delayAfter(error: unknown, attempts: number) {
  if (!(error instanceof DeliveryError)) return retryDelay(attempts);
  return error.isTemporary ? retryDelay(attempts, error.retryAfter) : undefined;
}
