import { ApiError, invalidRequest } from './ApiError';
import { JsonObject, objectOf, objectsOf } from './ReceivedRequest';
import { validateStrictSchema } from './validateStrictSchema';
import { validateName, validateTools } from './validateTools';

/** The first rule of `/responses` that the request breaks. */
export function validateResponsesRequest(
  body: JsonObject,
): ApiError | undefined {
  return (
    validateInput(body.input) ??
    validateTools(
      objectsOf(body.tools).map((tool, index) => ({
        declaration: tool,
        at: `tools[${index}]`,
      })),
    ) ??
    validateFormat(objectOf(objectOf(body.text).format))
  );
}

function validateInput(input: unknown): ApiError | undefined {
  if (typeof input === 'string') return undefined;
  const items = objectsOf(input);
  if (items.length === 0) {
    return invalidRequest(
      "Missing required parameter: 'input'.",
      'input',
      'missing_required_parameter',
    );
  }
  const open = new Set<string>();
  for (const [index, item] of items.entries()) {
    const callId = String(item.call_id);
    if (item.type === 'function_call') {
      const error = validateName(item.name, `input[${index}].name`);
      if (error) return error;
      open.add(callId);
    } else if (item.type === 'function_call_output') {
      if (!open.delete(callId)) {
        return invalidRequest(
          `No tool call found for function call output with call_id ${callId}.`,
          'input',
        );
      }
    } else if (typeof item.role !== 'string') {
      return invalidRequest(
        `Invalid value: '${item.type}'.`,
        `input[${index}]`,
        'invalid_value',
      );
    }
  }
  const [unanswered] = open;
  return unanswered === undefined
    ? undefined
    : invalidRequest(
        `No tool output found for function call ${unanswered}.`,
        'input',
      );
}

function validateFormat(format: JsonObject): ApiError | undefined {
  if (format.type !== 'json_schema') return undefined;
  return (
    validateName(format.name, 'text.format.name') ??
    (format.strict === true
      ? validateStrictSchema(
          objectOf(format.schema),
          `response_format '${format.name}'`,
          'text.format.schema',
          'invalid_json_schema',
        )
      : undefined)
  );
}
