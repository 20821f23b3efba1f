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
    messages: messages.map(messageOf),
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
