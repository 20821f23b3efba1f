import type * as Chat from 'openai/resources/chat/completions';
import { adaptedRequest } from './adaptedRequest';
import { Echoes } from './Echoes';
import { ModelMessage, ModelRequest, ToolCall } from './Model';
import { ModelOptions } from './ModelOptions';

/** The body of `/chat/completions` that asks for what is requested. */
export function chatRequestOf(
  request: ModelRequest,
  options: ModelOptions,
  echoes: Echoes,
): Chat.ChatCompletionCreateParamsNonStreaming {
  const { answer, keepsToSchema, maximumOutputTokens, messages, tools } =
    adaptedRequest(request, options);
  return {
    model: options.model,
    messages: messages.map(message => messageOf(message, options, echoes)),
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
  echoes: Echoes,
): Chat.ChatCompletionMessageParam {
  switch (message.role) {
    case 'assistant':
      return message.toolCalls?.length
        ? {
            role: 'assistant',
            content: message.text || null,
            ...callsOf(message.toolCalls, options, echoes),
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
  toolCalls: readonly ToolCall[],
  { returnsReasoning }: ModelOptions,
  echoes: Echoes,
) {
  const echo = echoes.of(toolCalls);
  return {
    ...(returnsReasoning ? { reasoning_content: echo?.reasoning ?? '' } : {}),
    tool_calls: toolCalls.map(({ arguments: written, id, name }, index) => ({
      ...echo?.calls[index]?.extra,
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
