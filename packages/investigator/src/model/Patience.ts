import { ModelError } from './ModelError';
import { ModelTimeouts } from './ModelOptions';

/** How long one request may keep its caller waiting for the next piece of the answer. */
export class Patience {
  readonly #controller = new AbortController();
  readonly #name: string;
  readonly #timeouts: Required<ModelTimeouts>;
  #timer?: NodeJS.Timeout;

  /** @param name - of the model, for the error */
  constructor(name: string, timeouts: Required<ModelTimeouts>) {
    this.#name = name;
    this.#timeouts = timeouts;
  }

  /** Aborted with a ModelError when the limit is reached. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Waits for the first piece from now on. */
  begin(): void {
    const limit = this.#timeouts.firstPiece;
    this.#wait(
      limit,
      `${this.#name} did not begin to answer within ${seconds(limit)}. Ask again later, or raise the model's timeouts.firstPiece.`,
    );
  }

  /** A piece came; waits for the next from now on. */
  continue(): void {
    const limit = this.#timeouts.betweenPieces;
    this.#wait(
      limit,
      `${this.#name} began to answer and then fell silent for ${seconds(limit)}. Ask again later, or raise the model's timeouts.betweenPieces.`,
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(limit: number, message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () =>
        this.#controller.abort(
          new ModelError('timeout', message, { passing: true }),
        ),
      limit,
    );
  }
}

/** As people read it. */
export function seconds(milliseconds: number): string {
  const count = Math.round(milliseconds / 100) / 10;
  return `${count} ${count === 1 ? 'second' : 'seconds'}`;
}
