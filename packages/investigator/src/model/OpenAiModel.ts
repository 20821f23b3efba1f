import { DisclosableClass } from '@opsagent/engine';
import type { OpenAI } from 'openai';
import { callsInText } from './callsInText';
import { chatCompletions } from './chatCompletions';
import { createClient } from './createClient';
import { exchange } from './exchange';
import { doesWithout, Lack } from './Lack';
import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelError } from './ModelError';
import { ModelOptions, ModelPrices } from './ModelOptions';
import { Protocol } from './Protocol';
import { responses } from './responses';

const protocols: Readonly<Record<ModelOptions['api'], Protocol>> = {
  'chat-completions': chatCompletions,
  responses,
};

/**
 * A model behind a server that speaks OpenAI's protocol. What the server refuses because it does not know it is asked for no more: the
 * request is put in plainer form, and so are all after it.
 */
export class OpenAiModel implements Model {
  readonly #client: OpenAI;
  /** With what the server has shown that it lacks. */
  #options: ModelOptions;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#client = createClient(options);
  }

  get name(): string {
    return this.#options.name;
  }

  get contextTokens(): number {
    return this.#options.contextTokens;
  }

  get maximumOutputTokens(): number {
    return this.#options.maximumOutputTokens;
  }

  get prices(): ModelPrices | undefined {
    return this.#options.prices;
  }

  get callsTools(): boolean {
    return this.#options.callsTools ?? true;
  }

  get sends(): readonly DisclosableClass[] {
    return this.#options.sends;
  }

  async answer(
    request: ModelRequest,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    const options = this.#options;
    try {
      return withCallsInText(await this.#ask(request, call, options), request);
    } catch (error) {
      const lack = error instanceof ModelError ? error.lack : undefined;
      if (!lack || doesWithout(options, lack)) throw error;
      this.#learn(lack);
      return this.answer(request, call);
    }
  }

  #ask(request: ModelRequest, call: ModelCallOptions, options: ModelOptions) {
    const protocol = protocols[options.api];
    return exchange(options, request, call, (reception, signal) => {
      const exchanged = {
        client: this.#client,
        options,
        request,
        reception,
        signal,
        onLack: (lack: Lack) => this.#learn(lack),
      };
      return options.streams === false
        ? protocol.whole(exchanged)
        : protocol.stream(exchanged);
    });
  }

  #learn(lack: Lack) {
    this.#options = { ...this.#options, ...lack };
  }
}

function withCallsInText(
  answer: ModelAnswer,
  { tools = [] }: ModelRequest,
): ModelAnswer {
  if (answer.stop !== 'complete' || tools.length === 0) return answer;
  const toolCalls = callsInText(answer.text, tools);
  return toolCalls.length > 0
    ? { ...answer, text: '', toolCalls, stop: 'toolCalls' }
    : answer;
}
