import { apiError } from './ApiError';
import { ReceivedRequest } from './ReceivedRequest';
import { Turn, Written } from './Turn';

/** One turn of a script: as it is, or made for the request that it answers. */
export type ScriptTurn = Turn | ((request: ReceivedRequest) => Turn);

/** What a model answered once, request by request, to be answered again. */
export interface Recording {
  answers: readonly Written[];
}

/** The turns that answer the next requests, in their order. */
export class Script {
  #turns: ScriptTurn[] = [];
  #otherwise?: ScriptTurn;
  #taken = 0;

  /** Answers the next requests with these turns. */
  add(turns: readonly ScriptTurn[]): void {
    this.#turns.push(...turns);
  }

  /** Answers with this turn whenever there is no other left. */
  otherwise(turn: ScriptTurn): void {
    this.#otherwise = turn;
  }

  clear(): void {
    this.#turns = [];
    this.#otherwise = undefined;
  }

  /** The turn for a request; an error that no client repeats when the script is at its end. */
  take(request: ReceivedRequest): Turn {
    this.#taken += 1;
    const turn = this.#turns.shift() ?? this.#otherwise;
    if (turn === undefined) {
      return {
        kind: 'fails',
        error: apiError(400, {
          message: `The script of the test has no turn for request ${this.#taken}.`,
          code: 'script_at_its_end',
        }),
      };
    }
    return typeof turn === 'function' ? turn(request) : turn;
  }
}
