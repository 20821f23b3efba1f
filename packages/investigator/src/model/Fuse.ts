import CircuitBreaker from 'opossum';
import { ModelError, ModelFailure } from './ModelError';
import { seconds } from './Patience';

export interface FuseOptions {
  /** Failures within a minute, if they are at least half of the requests, after which the model is left alone. */
  suspendAfter: number;
  /** Milliseconds for which it is left alone before one request tries it again. */
  suspendFor: number;
}

/** What says that the server, rather than the request, is at fault. */
const faults: readonly ModelFailure[] = [
  'unauthorized',
  'unavailable',
  'timeout',
  'interrupted',
  'malformed',
];

/** Leaves a model alone that keeps failing. */
export class Fuse {
  readonly #name: string;
  readonly #suspendFor: number;
  readonly #breaker: CircuitBreaker<[() => Promise<void>], void>;
  #lastFault?: ModelError;

  /** @param name - of the model, for the error */
  constructor(name: string, { suspendAfter, suspendFor }: FuseOptions) {
    this.#name = name;
    this.#suspendFor = suspendFor;
    this.#breaker = new CircuitBreaker(work => work(), {
      timeout: false,
      volumeThreshold: suspendAfter,
      errorThresholdPercentage: 50,
      rollingCountTimeout: 60_000,
      resetTimeout: suspendFor,
      errorFilter: failure => !this.#countsAgainst(failure),
    });
  }

  /** @throws ModelError of reason `suspended` without any attempt while the model is left alone */
  async run<T>(work: () => Promise<T>): Promise<T> {
    let result: T | undefined;
    try {
      await this.#breaker.fire(async () => {
        result = await work();
      });
    } catch (failure) {
      if (failure instanceof Error && CircuitBreaker.isOurError(failure)) {
        throw this.#suspended();
      }
      if (isFault(failure)) this.#lastFault = failure;
      throw failure;
    }
    return result as T;
  }

  /** What the caller ended says nothing of the server; but a suspended one is not well again before it has answered. */
  #countsAgainst(failure: unknown): boolean {
    const isAnswer = failure instanceof ModelError && !isFault(failure);
    return isFault(failure) || (this.#breaker.halfOpen && !isAnswer);
  }

  #suspended(): ModelError {
    return new ModelError(
      'suspended',
      `${this.#name} failed repeatedly and is left alone for ${seconds(
        this.#suspendFor,
      )}. The last time: ${this.#lastFault?.message}`,
    );
  }
}

function isFault(failure: unknown): failure is ModelError {
  return failure instanceof ModelError && faults.includes(failure.reason);
}
