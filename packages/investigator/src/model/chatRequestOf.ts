import type * as Chat from 'openai/resources/chat/completions';
import { adaptedRequest } from './adaptedRequest';
import { ModelMessage, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';

/** The body of `/chat/completions` that asks for what is requested. */
export function chatRequestOf(
  request: ModelRequest,
  options: ModelOptions,
): Chat.ChatCompletionCreateParamsNonStreaming {
  const { answer, keepsToSchema, maximumOutputTokens, messages, tools } =
    adaptedRequest(request, options);
  return {
    model: options.model,
    messages: messages.map(message => messageOf(message, options)),
    [outputLimitOf(options)]: maximumOutputTokens,
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
    ...(answer
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

function messageOf(
  message: ModelMessage,
  options: ModelOptions,
): Chat.ChatCompletionMessageParam {
  switch (message.role) {
    case 'assistant':
      return message.toolCalls?.length
        ? {
            role: 'assistant',
            content: message.text || null,
            ...callsOf(message, options),
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

/** Calls of tools with what their server wants back with them. */
function callsOf(
  message: Extract<ModelMessage, { role: 'assistant' }>,
  { name: model, returnsReasoning }: ModelOptions,
) {
  const { toolCalls = [] } = message;
  const echo = message.echo?.model === model ? message.echo : undefined;
  return {
    ...(returnsReasoning ? { reasoning_content: echo?.reasoning ?? '' } : {}),
    tool_calls: toolCalls.map(({ arguments: written, id, name }, index) => ({
      ...echo?.calls[index],
      id,
      type: 'function' as const,
      function: { name, arguments: written },
    })),
  };
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
