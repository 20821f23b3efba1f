import { Fuse, FuseOptions } from './Fuse';
import {
  Model,
  ModelAnswer,
  ModelCallOptions,
  ModelRequest,
  ModelUsage,
} from './Model';
import { ModelCall } from './ModelCall';
import { ModelError } from './ModelError';
import { RateLimit, RateLimitOptions } from './RateLimit';
import { estimateInputTokens } from './tokenUsage';

export interface SenderOptions extends RateLimitOptions, FuseOptions {
  /** Hears of each request to the server when it is over. */
  onCall?(call: ModelCall): void;
}

/** That one request may be sent. */
export interface Admission {
  /** Tells how many tokens it took. */
  taken(tokens: number): void;
}

/** Sends single requests to a model, as many as it is to be sent, and tells of each. */
export class Sender {
  readonly #model: Model;
  readonly #options: SenderOptions;
  readonly #rate: RateLimit;
  readonly #fuse: Fuse;

  constructor(model: Model, options: SenderOptions) {
    this.#model = model;
    this.#options = options;
    this.#rate = new RateLimit(options);
    this.#fuse = new Fuse(model.name, options);
  }

  /** Waits until the request may be sent. */
  async admit(request: ModelRequest, signal: AbortSignal): Promise<Admission> {
    const taken = await this.#rate.pass(estimateInputTokens(request), signal);
    return { taken };
  }

  /**
   * @param attempt - which try of the same request it is, from 1
   * @throws ModelError, of reason `suspended` when the request was not sent
   */
  async send(
    request: ModelRequest,
    attempt: number,
    admission: Admission,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    const startedAt = new Date();
    const clock = performance.now();
    let firstTextAfter: number | undefined;
    let usage: ModelUsage | undefined;
    const report = (outcome: ModelCall['outcome'], servedBy?: string) =>
      this.#options.onCall?.({
        name: this.#model.name,
        attempt,
        startedAt,
        duration: performance.now() - clock,
        outcome,
        firstTextAfter,
        usage,
        servedBy,
      });
    try {
      const answer = await this.#fuse.run(() =>
        this.#model.answer(request, {
          ...call,
          onText: text => {
            firstTextAfter ??= performance.now() - clock;
            call.onText?.(text);
          },
          onUsage: taken => {
            usage = taken;
            admission.taken(taken.inputTokens + taken.outputTokens);
            call.onUsage?.(taken);
          },
        }),
      );
      report(answer.stop, answer.servedBy);
      return answer;
    } catch (failure) {
      report(failure instanceof ModelError ? failure.reason : 'stopped');
      throw failure;
    }
  }
}
