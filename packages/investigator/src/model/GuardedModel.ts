import { DisclosableClass } from '@opsagent/engine';
import pLimit from 'p-limit';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelError } from './ModelError';
import { ModelPrices } from './ModelOptions';
import { seconds } from './Patience';
import { Admission, Sender, SenderOptions } from './Sender';

export interface GuardOptions extends SenderOptions {
  /** Requests at a time. */
  concurrency: number;
  /** How often a request is repeated that failed in a way that may pass. */
  retries: number;
  /** Milliseconds that an answer may take with everything that is tried for it, but without waiting for its turn. */
  wholeTimeout: number;
}

/** The longest wait before a request is repeated; who is asked to wait longer had better say so. */
const longestWait = 60_000;

/** A model that is asked no more than it can bear, repeats what failed in passing, and is left alone while it keeps failing. */
export class GuardedModel implements Model {
  readonly #model: Model;
  readonly #options: GuardOptions;
  readonly #slots: pLimit.Limit;
  readonly #sender: Sender;

  constructor(model: Model, options: GuardOptions) {
    this.#model = model;
    this.#options = options;
    this.#slots = pLimit(options.concurrency);
    this.#sender = new Sender(model, options);
  }

  get name(): string {
    return this.#model.name;
  }

  get contextTokens(): number {
    return this.#model.contextTokens;
  }

  get maximumOutputTokens(): number | undefined {
    return this.#model.maximumOutputTokens;
  }

  get prices(): ModelPrices | undefined {
    return this.#model.prices;
  }

  get callsTools(): boolean {
    return this.#model.callsTools;
  }

  get sends(): readonly DisclosableClass[] | undefined {
    return this.#model.sends;
  }

  async answer(
    request: ModelRequest,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    call.signal.throwIfAborted();
    // Bound, as a request that waited is begun by the end of another one, to whose trace it would belong then.
    const send = AsyncResource.bind(async () => {
      const admission = await this.#sender.admit(request, call.signal);
      return this.#answerInTime(request, admission, call);
    });
    return orAborted(this.#slots(send), call.signal);
  }

  async #answerInTime(
    request: ModelRequest,
    admission: Admission,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    const limit = this.#options.wholeTimeout;
    const deadline = new AbortController();
    const timer = setTimeout(
      () =>
        deadline.abort(
          new ModelError(
            'timeout',
            `${this.name} did not complete its answer within ${seconds(limit)}. Ask again later, or raise the model's timeouts.whole.`,
          ),
        ),
      limit,
    );
    const signal = AbortSignal.any([call.signal, deadline.signal]);
    try {
      return await this.#repeat(request, admission, { ...call, signal });
    } catch (failure) {
      signal.throwIfAborted();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  async #repeat(
    request: ModelRequest,
    first: Admission,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    let admission = first;
    for (let attempt = 1; ; attempt += 1) {
      let heardText = false;
      try {
        return await this.#sender.send(request, attempt, admission, {
          ...call,
          onText: text => {
            heardText = true;
            call.onText?.(text);
          },
        });
      } catch (failure) {
        const wait = this.#waitAfter(failure, attempt);
        if (wait === undefined) throw failure;
        await sleep(wait, undefined, { signal: call.signal });
        await call.beforeRepeat?.();
        admission = await this.#sender.admit(request, call.signal);
        if (heardText) call.onRestart?.();
      }
    }
  }

  /** Milliseconds before the request is repeated; absent when it is not. */
  #waitAfter(failure: unknown, attempt: number): number | undefined {
    const mayPass = failure instanceof ModelError && failure.passing;
    if (!mayPass || attempt > this.#options.retries) return undefined;
    const backOff = Math.min(500 * 2 ** (attempt - 1), 8_000);
    const wait = Math.max(
      failure.retryAfter ?? 0,
      backOff * (1 - Math.random() / 4),
    );
    return wait > longestWait ? undefined : wait;
  }
}

/** The work's result, or the signal's reason as soon as that is aborted. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
