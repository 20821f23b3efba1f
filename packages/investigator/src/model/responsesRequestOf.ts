import type * as Responses from 'openai/resources/responses/responses';
import { adaptedRequest } from './adaptedRequest';
import { ModelMessage, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';

/** The body of `/responses` that asks for what is requested, and to keep nothing of it. */
export function responsesRequestOf(
  request: ModelRequest,
  options: ModelOptions,
): Responses.ResponseCreateParamsNonStreaming {
  const { answer, keepsToSchema, maximumOutputTokens, messages, tools } =
    adaptedRequest(request, options);
  return {
    model: options.model,
    store: false,
    input: messages.flatMap(itemsOf),
    max_output_tokens: maximumOutputTokens,
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
    ...(answer
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
