import { DisclosableClass } from '@opsagent/engine';
import type { OpenAI } from 'openai';
import type * as Chat from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import { createClient } from './createClient';
import { malformed } from './describeFailure';
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
    const body = bodyOf(request, this.#options);
    return exchange(this.#options, request, call, async (reception, signal) => {
      if (this.#options.streams === false) {
        const completion = await completions.create(body, { signal });
        receiveWhole(completion, reception, this.name);
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

function bodyOf(
  request: ModelRequest,
  options: ModelOptions,
): Chat.ChatCompletionCreateParamsNonStreaming {
  const keepsToSchema = options.structuredOutput ?? true;
  const { tools = [], answer } = request;
  const messages = keepsToSchema ? request.messages : schemaInWords(request);
  return {
    model: options.model,
    messages: messages.map(messageOf),
    [outputLimitOf(options)]:
      request.maximumOutputTokens ?? options.maximumOutputTokens,
    ...(tools.length > 0
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: {
              name,
              description,
              parameters,
              ...(keepsToSchema ? { strict: true } : {}),
            },
          })),
        }
      : {}),
    ...(answer && keepsToSchema
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { ...answer, strict: true },
          },
        }
      : {}),
    ...(options.temperature === undefined
      ? {}
      : { temperature: options.temperature }),
    ...(options.reasoningEffort
      ? { reasoning_effort: options.reasoningEffort }
      : {}),
  };
}

function messageOf(message: ModelMessage): Chat.ChatCompletionMessageParam {
  switch (message.role) {
    case 'assistant':
      return message.toolCalls?.length
        ? {
            role: 'assistant',
            content: message.text || null,
            tool_calls: message.toolCalls.map(call => ({
              id: call.id,
              type: 'function',
              function: { name: call.name, arguments: call.arguments },
            })),
          }
        : { role: 'assistant', content: message.text };
    case 'tool':
      return {
        role: 'tool',
        tool_call_id: message.callId,
        content: message.text,
      };
    default:
      return { role: message.role, content: message.text };
  }
}

function outputLimitOf({
  outputLimit,
  azure,
  baseUrl,
}: ModelOptions): 'max_completion_tokens' | 'max_tokens' {
  const isOpenAi = azure !== undefined || !baseUrl || isAtOpenAi(baseUrl);
  return outputLimit ?? (isOpenAi ? 'max_completion_tokens' : 'max_tokens');
}

function isAtOpenAi(baseUrl: string): boolean {
  return (
    URL.canParse(baseUrl) &&
    /(^|\.)openai(\.azure)?\.com$/.test(new URL(baseUrl).hostname)
  );
}

function receiveChunk(
  chunk: Chat.ChatCompletionChunk,
  reception: Reception,
): void {
  reception.piece();
  reception.servedBy ||= chunk.model;
  receiveUsage(chunk.usage, reception);
  // Some servers send pieces without choices, such as the last with the usage.
  const choice = chunk.choices?.[0];
  if (!choice) return;
  const { content, refusal, tool_calls: toolCalls } = choice.delta ?? {};
  if (content) reception.addText(content);
  if (refusal) reception.addRefusal(refusal);
  for (const { index, id, function: called } of toolCalls ?? []) {
    reception.addCall({ index, id, ...called });
  }
  if (choice.finish_reason) {
    reception.stop = stopOf(choice.finish_reason);
  }
}

function receiveWhole(
  completion: Chat.ChatCompletion,
  reception: Reception,
  name: string,
): void {
  // A proxy or another kind of server may have answered with anything.
  const choice = completion?.choices?.[0];
  if (!choice?.message) throw malformed(name);
  reception.piece();
  reception.servedBy = completion.model;
  receiveUsage(completion.usage, reception);
  const { content, refusal, tool_calls: toolCalls } = choice.message;
  if (content) reception.addText(content);
  if (refusal) reception.addRefusal(refusal);
  for (const [index, call] of (toolCalls ?? []).entries()) {
    if (call.type === 'function') {
      reception.addCall({ index, id: call.id, ...call.function });
    }
  }
  reception.stop = stopOf(choice.finish_reason);
}

function receiveUsage(
  usage: CompletionUsage | null | undefined,
  reception: Reception,
): void {
  if (!usage) return;
  reception.counted = {
    input: usage.prompt_tokens,
    cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0,
    output: usage.completion_tokens,
  };
}

function stopOf(reason: string): 'complete' | 'length' | 'refusal' {
  switch (reason) {
    case 'length':
      return 'length';
    case 'content_filter':
      return 'refusal';
    default:
      return 'complete';
  }
}
