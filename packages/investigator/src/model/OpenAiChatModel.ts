import { DisclosableClass } from '@opsagent/engine';
import type { OpenAI } from 'openai';
import { chatRequestOf } from './chatRequestOf';
import { createClient } from './createClient';
import { exchange } from './exchange';
import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';
import { receiveChunk, receiveCompletion } from './receiveCompletion';

/** A model that is asked by `/chat/completions`, once for each request. */
export class OpenAiChatModel implements Model {
  readonly #options: ModelOptions;
  readonly #client: OpenAI;

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

  get callsTools(): boolean {
    return this.#options.callsTools ?? true;
  }

  get sends(): readonly DisclosableClass[] {
    return this.#options.sends;
  }

  answer(request: ModelRequest, call: ModelCallOptions): Promise<ModelAnswer> {
    const { completions } = this.#client.chat;
    const body = chatRequestOf(request, this.#options);
    return exchange(this.#options, request, call, async (reception, signal) => {
      if (this.#options.streams === false) {
        const completion = await completions.create(body, { signal });
        receiveCompletion(completion, reception, this.name);
        return;
      }
      const chunks = await completions.create(
        {
          ...body,
          stream: true as const,
          stream_options: { include_usage: true },
        },
        { signal },
      );
      for await (const chunk of chunks) receiveChunk(chunk, reception);
    });
  }
}
