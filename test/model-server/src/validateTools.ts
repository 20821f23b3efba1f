import { ApiError, invalidRequest } from './ApiError';
import { JsonObject, objectOf } from './ReceivedRequest';
import { validateStrictSchema } from './validateStrictSchema';

const namePattern = /^[a-zA-Z0-9_-]+$/;

/** A function that a request offers, and where in the request it stands. */
export interface OfferedFunction {
  declaration: JsonObject;
  /** Such as `tools[0].function`. */
  at: string;
}

/** The first rule of tools that the request breaks. */
export function validateTools(
  functions: readonly OfferedFunction[],
): ApiError | undefined {
  return functions
    .map(validateFunction)
    .find((error): error is ApiError => error !== undefined);
}

function validateFunction({
  declaration,
  at,
}: OfferedFunction): ApiError | undefined {
  const nameError = validateName(declaration.name, `${at}.name`);
  if (nameError) return nameError;
  const parameters = objectOf(declaration.parameters);
  return declaration.strict === true
    ? validateStrictSchema(
        parameters,
        `function '${declaration.name}'`,
        `${at}.parameters`,
        'invalid_function_parameters',
      )
    : undefined;
}

/** What is wrong with a name of a function or of a schema. */
export function validateName(
  name: unknown,
  param: string,
): ApiError | undefined {
  if (typeof name !== 'string' || name === '') {
    return invalidRequest(
      `Missing required parameter: '${param}'.`,
      param,
      'missing_required_parameter',
    );
  }
  if (name.length > 64) {
    return invalidRequest(
      `Invalid '${param}': string too long. Expected a string with maximum length 64, but got a string with length ${name.length} instead.`,
      param,
      'string_above_max_length',
    );
  }
  return namePattern.test(name)
    ? undefined
    : invalidRequest(
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
        param,
        'invalid_value',
      );
}
