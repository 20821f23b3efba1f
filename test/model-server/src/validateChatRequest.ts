import { ApiError, invalidRequest } from './ApiError';
import { JsonObject, objectOf, objectsOf } from './ReceivedRequest';
import { validateStrictSchema } from './validateStrictSchema';
import { validateName, validateTools } from './validateTools';

const roles = ['system', 'developer', 'user', 'assistant', 'tool'];

/** The first rule of `/chat/completions` that the request breaks. */
export function validateChatRequest(body: JsonObject): ApiError | undefined {
  return (
    validateMessages(objectsOf(body.messages)) ??
    validateTools(
      objectsOf(body.tools).map((tool, index) => ({
        declaration: objectOf(tool.function),
        at: `tools[${index}].function`,
      })),
    ) ??
    validateFormat(objectOf(body.response_format))
  );
}

function validateMessages(
  messages: readonly JsonObject[],
): ApiError | undefined {
  if (messages.length === 0) {
    return invalidRequest(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'empty_array',
    );
  }
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    const at = `messages.[${index}]`;
    if (!roles.includes(String(message.role))) {
      return invalidRequest(
        `Invalid value: '${message.role}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.`,
        `messages[${index}].role`,
        'invalid_value',
      );
    }
    if (message.role === 'tool') {
      const callId = String(message.tool_call_id);
      if (!open.includes(callId)) return strayAnswer(`${at}.role`);
      open = open.filter(each => each !== callId);
      continue;
    }
    if (open.length > 0) return unanswered(open, `${at}.role`);
    if (message.role === 'assistant') {
      const error = validateCalls(message, index);
      if (error) return error;
      open = objectsOf(message.tool_calls).map(call => String(call.id));
    } else if (typeof message.content !== 'string' && !message.content) {
      return missingContent(index, message.content);
    }
  }
  return open.length > 0 ? unanswered(open, 'messages') : undefined;
}

function validateCalls(
  message: JsonObject,
  index: number,
): ApiError | undefined {
  if (message.tool_calls === undefined) {
    return typeof message.content === 'string' || message.refusal
      ? undefined
      : missingContent(index, message.content);
  }
  const toolCalls = objectsOf(message.tool_calls);
  if (toolCalls.length === 0) {
    return invalidRequest(
      `Invalid 'messages[${index}].tool_calls': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
      `messages[${index}].tool_calls`,
      'empty_array',
    );
  }
  return toolCalls
    .map((call, position) =>
      validateName(
        objectOf(call.function).name,
        `messages[${index}].tool_calls[${position}].function.name`,
      ),
    )
    .find(error => error !== undefined);
}

function validateFormat(format: JsonObject): ApiError | undefined {
  if (format.type !== 'json_schema') return undefined;
  const at = 'response_format.json_schema';
  const declared = objectOf(format.json_schema);
  return (
    validateName(declared.name, `${at}.name`) ??
    (declared.strict === true
      ? validateStrictSchema(
          objectOf(declared.schema),
          `response_format '${declared.name}'`,
          'response_format',
        )
      : undefined)
  );
}

function strayAnswer(param: string): ApiError {
  return invalidRequest(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    param,
  );
}

function unanswered(callIds: readonly string[], param: string): ApiError {
  return invalidRequest(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${callIds.join(
      ', ',
    )}`,
    param,
  );
}

function missingContent(index: number, content: unknown): ApiError {
  return invalidRequest(
    `Invalid value for 'content': expected a string, got ${
      content === undefined ? 'nothing' : content
    }.`,
    `messages.[${index}].content`,
  );
}
