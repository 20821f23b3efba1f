import { DisclosableClass } from '@opsagent/engine';
import type { OpenAI } from 'openai';
import type * as Responses from 'openai/resources/responses/responses';
import { createClient } from './createClient';
import { failedMeanwhile, malformed } from './describeFailure';
import { exchange } from './exchange';
import {
  Model,
  ModelAnswer,
  ModelCallOptions,
  ModelMessage,
  ModelRequest,
} from './Model';
import { ModelOptions } from './ModelOptions';
import { Reception } from './Reception';
import { schemaInWords } from './schemaInWords';

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
    const body = bodyOf(request, this.#options);
    return exchange(this.#options, request, call, async (reception, signal) => {
      if (this.#options.streams === false) {
        const response = await responses.create(body, { signal });
        receiveWhole(response, reception, this.name);
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

function bodyOf(
  request: ModelRequest,
  options: ModelOptions,
): Responses.ResponseCreateParamsNonStreaming {
  const keepsToSchema = options.structuredOutput ?? true;
  const { tools = [], answer } = request;
  const messages = keepsToSchema ? request.messages : schemaInWords(request);
  return {
    model: options.model,
    store: false,
    input: messages.flatMap(itemsOf),
    max_output_tokens:
      request.maximumOutputTokens ?? options.maximumOutputTokens,
    ...(tools.length > 0
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            name,
            description,
            parameters,
            strict: keepsToSchema,
          })),
        }
      : {}),
    ...(answer && keepsToSchema
      ? {
          text: {
            format: { type: 'json_schema' as const, ...answer, strict: true },
          },
        }
      : {}),
    ...(options.temperature === undefined
      ? {}
      : { temperature: options.temperature }),
    ...(options.reasoningEffort
      ? { reasoning: { effort: options.reasoningEffort } }
      : {}),
  };
}

function itemsOf(message: ModelMessage): Responses.ResponseInputItem[] {
  switch (message.role) {
    case 'assistant':
      return [
        ...(message.text
          ? [{ role: message.role, content: message.text }]
          : []),
        ...(message.toolCalls ?? []).map(call => ({
          type: 'function_call' as const,
          call_id: call.id,
          name: call.name,
          arguments: call.arguments,
        })),
      ];
    case 'tool':
      return [
        {
          type: 'function_call_output',
          call_id: message.callId,
          output: message.text,
        },
      ];
    default:
      return [{ role: message.role, content: message.text }];
  }
}

function receiveEvent(
  event: Responses.ResponseStreamEvent,
  reception: Reception,
  name: string,
): void {
  reception.piece();
  switch (event.type) {
    case 'response.output_text.delta':
      reception.addText(event.delta);
      break;
    case 'response.refusal.delta':
      reception.addRefusal(event.delta);
      break;
    case 'response.output_item.done':
      receiveCall(event.item, event.output_index, reception);
      break;
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      receiveEnd(event.response, reception, name);
      break;
    default:
  }
}

function receiveWhole(
  response: Responses.Response,
  reception: Reception,
  name: string,
): void {
  // A proxy or another kind of server may have answered with anything.
  if (!Array.isArray(response?.output)) throw malformed(name);
  reception.piece();
  for (const [index, item] of response.output.entries()) {
    receiveCall(item, index, reception);
    if (item.type !== 'message') continue;
    for (const part of item.content) {
      if (part.type === 'refusal') reception.addRefusal(part.refusal);
      else reception.addText(part.text);
    }
  }
  receiveEnd(response, reception, name);
}

function receiveCall(
  item: Responses.ResponseOutputItem,
  index: number,
  reception: Reception,
): void {
  if (item.type !== 'function_call') return;
  reception.addCall({ ...item, index, id: item.call_id });
}

function receiveEnd(
  response: Responses.Response,
  reception: Reception,
  name: string,
): void {
  const { status, usage, error, incomplete_details: incomplete } = response;
  if (usage) {
    reception.counted = {
      input: usage.input_tokens,
      cachedInput: usage.input_tokens_details?.cached_tokens ?? 0,
      output: usage.output_tokens,
    };
  }
  reception.servedBy = response.model;
  if (status === 'failed' || status === 'cancelled') {
    throw failedMeanwhile(error?.code, name);
  }
  if (status === 'incomplete') {
    const filtered = incomplete?.reason === 'content_filter';
    reception.stop = filtered ? 'refusal' : 'length';
    return;
  }
  reception.stop = 'complete';
}
