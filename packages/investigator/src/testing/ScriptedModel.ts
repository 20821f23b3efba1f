import {
  Model,
  ModelAnswer,
  ModelCallOptions,
  ModelRequest,
  ToolCall,
} from '../model/Model';

/** The model does not answer. */
export const SILENCE: unique symbol = Symbol('silence');

/** What a scripted model answers next: words, tool calls, nothing until it is given up, or what depends on what it was asked. */
export type ScriptedTurn =
  | string
  | { name: string; arguments: unknown }[]
  | Error
  | typeof SILENCE
  | ((request: ModelRequest) => ScriptedTurn);

/** A model that says what a test wrote for it, turn by turn, and remembers what it was sent. */
export class ScriptedModel implements Model {
  readonly name: string = 'scripted';
  readonly callsTools: boolean;
  readonly contextTokens: number;
  readonly sends?: Model['sends'];
  readonly requests: ModelRequest[] = [];
  readonly #turns: ScriptedTurn[];

  constructor(
    turns: readonly ScriptedTurn[],
    options: Partial<
      Pick<Model, 'callsTools' | 'contextTokens' | 'sends'>
    > = {},
  ) {
    this.#turns = [...turns];
    this.callsTools = options.callsTools ?? true;
    this.contextTokens = options.contextTokens ?? 100_000;
    this.sends = options.sends;
  }

  async answer(
    request: ModelRequest,
    { signal, onText, onUsage }: ModelCallOptions,
  ): Promise<ModelAnswer> {
    signal.throwIfAborted();
    this.requests.push(request);
    let turn = this.#turns.shift() ?? new Error('The script has ended');
    while (typeof turn === 'function') turn = turn(request);
    if (turn instanceof Error) throw turn;
    if (turn === SILENCE) return untilAborted(signal);
    const text = typeof turn === 'string' ? turn : '';
    if (text) onText?.(text);
    const usage = {
      inputTokens: 100,
      outputTokens: 10,
      cachedInputTokens: 0,
      estimated: false,
      cost: 0.01,
    };
    onUsage?.(usage);
    return {
      text,
      toolCalls: typeof turn === 'string' ? [] : turn.map(this.#callOf),
      stop: typeof turn === 'string' ? 'complete' : 'toolCalls',
      usage,
      servedBy: 'scripted-1',
    };
  }

  readonly #callOf = (
    call: { name: string; arguments: unknown },
    index: number,
  ): ToolCall => ({
    id: `call-${this.requests.length}-${index}`,
    name: call.name,
    arguments: JSON.stringify(call.arguments),
  });
}

function untilAborted(signal: AbortSignal) {
  return new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
