import { DisclosableClass } from '@opsagent/engine';
import type { OpenAI } from 'openai';
import { createClient } from './createClient';
import { exchange } from './exchange';
import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';
import { receiveEvent, receiveResponse } from './receiveResponse';
import { responsesRequestOf } from './responsesRequestOf';

/** A model that is asked by `/responses`, once for each request. The server is told to keep nothing. */
export class OpenAiResponsesModel implements Model {
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
    const { responses } = this.#client;
    const body = responsesRequestOf(request, this.#options);
    return exchange(this.#options, request, call, async (reception, signal) => {
      if (this.#options.streams === false) {
        const response = await responses.create(body, { signal });
        receiveResponse(response, reception, this.name);
        return;
      }
      const events = await responses.create(
        { ...body, stream: true as const },
        { signal },
      );
      for await (const event of events) {
        receiveEvent(event, reception, this.name);
      }
    });
  }
}
