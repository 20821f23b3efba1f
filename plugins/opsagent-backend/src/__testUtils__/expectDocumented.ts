import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../openapi/openApiDocument';
import { operations } from '../openapi/operations';

const validator = new Ajv({ strict: false, allErrors: true });
addFormats(validator);
validator.addSchema(closed(openApiDocument()) as object, 'document');

const patterns = operations.map(({ method, path, operationId }) => ({
  method,
  path,
  operationId,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Operations that have answered with success in this test file. */
export const replayed = new Set<string>();

interface Answer {
  status: number;
  type: string;
  body: unknown;
  text: string;
}

/**
 * Holds an answer against the OpenAPI document.
 *
 * @throws Error for a route, a status, a content type or a field that the document does not tell of
 */
export function expectDocumented(
  method: string,
  url: string,
  answer: Answer,
): void {
  const [path] = url.split('?');
  const operation = patterns.find(
    each => each.method === method && each.pattern.test(path),
  );
  const name = `${method.toUpperCase()} ${path}`;
  const { status, type } = answer;
  if (!operation) {
    if (status === 404) return;
    throw new Error(`${name} is not documented: add it to openapi/operations`);
  }
  const pointer = [
    'document#/paths',
    escaped(operation.path),
    method,
    'responses',
    status,
    'content',
    escaped(type),
    'schema',
  ].join('/');
  const validate = compiled(pointer);
  if (!validate)
    throw new Error(`${name}: status ${status} as ${type} is not documented`);
  if (!validate(type === 'application/json' ? answer.body : answer.text)) {
    const problems = validator.errorsText(validate.errors);
    throw new Error(`${name} answered otherwise than documented: ${problems}`);
  }
  if (status < 300) replayed.add(operation.operationId);
}

function compiled(pointer: string): ValidateFunction | undefined {
  try {
    return validator.getSchema(pointer);
  } catch {
    return undefined;
  }
}

function escaped(part: string) {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/** Objects may grow for those who read the document, but an answer with a field that it does not tell of is a mistake here. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return inner.type === 'object' &&
    inner.properties &&
    !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
