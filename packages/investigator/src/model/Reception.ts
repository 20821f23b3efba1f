import { randomUUID } from 'node:crypto';
import {
  Echo,
  ModelAnswer,
  ModelCallOptions,
  ModelRequest,
  ModelUsage,
  ToolCall,
} from './Model';
import { ModelPrices } from './ModelOptions';
import { Patience } from './Patience';
import { CountedTokens, countedUsage, estimatedUsage } from './tokenUsage';

/** What came of a tool call in one piece of an answer. */
export interface CallPiece {
  /** Which call of the answer it belongs to. */
  index: number;
  id?: string;
  name?: string;
  arguments?: string;
  /** What else the server says of it. */
  extra?: Readonly<Record<string, unknown>>;
}

interface BegunCall extends ToolCall {
  index: number;
  arguments: string;
  extra: Readonly<Record<string, unknown>>;
}

/** What of an answer has come so far. */
export class Reception {
  /** Whether anything came. */
  began = false;
  /** Why the model stopped; absent while it has not. */
  stop?: 'complete' | 'length' | 'refusal';
  servedBy?: string;
  counted?: CountedTokens;
  #refused = false;
  #text = '';
  #reasoning = '';
  readonly #toolCalls: BegunCall[] = [];
  readonly #options: ModelCallOptions;
  readonly #patience: Patience;

  constructor(options: ModelCallOptions, patience: Patience) {
    this.#options = options;
    this.#patience = patience;
  }

  /** The server has taken the request, and the model has yet to write, or thinks before it goes on. */
  thinking(): void {
    this.began = true;
    this.#patience.begin();
  }

  /** A piece of what the model writes came. */
  piece(): void {
    this.began = true;
    this.#patience.continue();
  }

  /** All of it came at once. */
  whole(): void {
    this.began = true;
  }

  addText(text: string): void {
    if (text === '') return;
    this.#text += text;
    this.#options.onText?.(text);
  }

  /** What the model thinks, where the server tells: no part of the answer. */
  addReasoning(text: string): void {
    this.#reasoning += text;
  }

  /** A refusal's words are the answer's text. */
  addRefusal(text: string): void {
    this.#refused = true;
    this.addText(text);
  }

  /**
   * A piece of a call. A new id begins a call, even where servers give all of them the same index; so does a new index, where they give
   * no ids.
   */
  addCall(piece: CallPiece): void {
    const begun = this.#toolCalls.findLast(call => call.index === piece.index);
    if (begun && (!piece.id || piece.id === begun.id)) {
      begun.arguments += piece.arguments ?? '';
      begun.extra = { ...begun.extra, ...piece.extra };
      return;
    }
    this.#toolCalls.push({
      id: piece.id || `call_${randomUUID()}`,
      index: piece.index,
      name: piece.name ?? '',
      arguments: piece.arguments ?? '',
      extra: piece.extra ?? {},
    });
  }

  /** What may have to go back to the server with the calls. */
  echo(): Omit<Echo, 'model'> | undefined {
    const calls = this.#toolCalls.map(({ extra }) => extra);
    const isEmpty = calls.every(each => Object.keys(each).length === 0);
    return calls.length === 0 || (isEmpty && !this.#reasoning)
      ? undefined
      : { calls, reasoning: this.#reasoning };
  }

  /** What it took, counted or estimated. */
  usage(request: ModelRequest, prices: ModelPrices | undefined): ModelUsage {
    return this.counted
      ? countedUsage(this.counted, prices)
      : estimatedUsage(
          request,
          { text: this.#text, toolCalls: this.#toolCalls },
          prices,
        );
  }

  /** The answer as a whole; absent when the model has not stopped. */
  answer(): Omit<ModelAnswer, 'usage' | 'servedBy'> | undefined {
    if (this.stop === undefined) return undefined;
    const stop = this.#refused ? 'refusal' : this.stop;
    // Of calls in an answer that was cut short the last may be half a one.
    const toolCalls: readonly ToolCall[] =
      stop === 'complete'
        ? this.#toolCalls.map(
            ({ index: _index, extra: _extra, ...call }) => call,
          )
        : [];
    return {
      text: this.#text,
      toolCalls,
      stop: toolCalls.length > 0 ? 'toolCalls' : stop,
    };
  }
}
