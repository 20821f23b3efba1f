import { setTimeout as sleep } from 'node:timers/promises';

interface Entry {
  at: number;
  tokens: number;
}

export interface RateLimitOptions {
  /** No limit unless given. */
  requestsPerMinute?: number;
  /** No limit unless given. */
  tokensPerMinute?: number;
}

/** Lets requests pass so that no minute has more of them, or of their tokens, than is allowed. */
export class RateLimit {
  readonly #requests: number;
  readonly #tokens: number;
  readonly #minute: number;
  #entries: Entry[] = [];

  /** @param minute - how long one lasts, in milliseconds */
  constructor(
    { requestsPerMinute, tokensPerMinute }: RateLimitOptions,
    minute = 60_000,
  ) {
    this.#minute = minute;
    this.#requests = requestsPerMinute ?? Infinity;
    this.#tokens = tokensPerMinute ?? Infinity;
  }

  /**
   * Waits until a request may be sent. One with more tokens than a whole minute may have passes when the minute before it had none.
   *
   * @param tokens - that it is expected to take
   * @returns corrects the tokens to those that it took
   */
  async pass(
    tokens: number,
    signal: AbortSignal,
  ): Promise<(taken: number) => void> {
    signal.throwIfAborted();
    for (let wait = this.#wait(tokens); wait > 0; wait = this.#wait(tokens)) {
      await sleep(wait, undefined, { signal });
    }
    const entry = { at: Date.now(), tokens };
    this.#entries.push(entry);
    return taken => {
      entry.tokens = taken;
    };
  }

  /** Milliseconds until the next entry leaves the minute, when there is no room for the tokens before. */
  #wait(tokens: number): number {
    const now = Date.now();
    this.#entries = this.#entries.filter(
      entry => entry.at + this.#minute > now,
    );
    const [oldest] = this.#entries;
    if (!oldest) return 0;
    const taken = this.#entries.reduce((sum, each) => sum + each.tokens, 0);
    const hasRoom =
      this.#entries.length < this.#requests && taken + tokens <= this.#tokens;
    return hasRoom ? 0 : oldest.at + this.#minute - now;
  }
}
