import { ApiError, invalidRequest } from './ApiError';
import { JsonObject, objectOf, objectsOf } from './ReceivedRequest';

/** What strict schemas of OpenAI or of Azure must not have. */
const unsupported = [
  'allOf',
  'default',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'if',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'multipleOf',
  'not',
  'oneOf',
  'pattern',
  'patternProperties',
  'propertyNames',
  'then',
  'uniqueItems',
];

/** The first rule of strict schemas that the schema breaks, in the words of the API. */
export function validateStrictSchema(
  schema: JsonObject,
  subject: string,
  param: string,
  code?: string,
): ApiError | undefined {
  const say = (problem: string) =>
    invalidRequest(`Invalid schema for ${subject}: ${problem}`, param, code);
  if (schema.type !== 'object') {
    return say(
      `schema must be a JSON Schema of 'type: "object"', got 'type: "${schema.type}"'.`,
    );
  }
  const problem = problemIn(schema, []);
  return problem === undefined ? undefined : say(problem);
}

function problemIn(
  schema: JsonObject,
  path: readonly string[],
): string | undefined {
  const context = `In context=(${path.map(step => `'${step}'`).join(', ')})`;
  const keyword = unsupported.find(each => each in schema);
  if (keyword) return `${context}, '${keyword}' is not permitted.`;
  return (
    (isObjectSchema(schema) ? problemOfObject(schema, context) : undefined) ??
    childrenOf(schema)
      .map(([step, child]) => problemIn(child, [...path, step]))
      .find(each => each !== undefined)
  );
}

function isObjectSchema(schema: JsonObject): boolean {
  return [schema.type].flat().includes('object');
}

function problemOfObject(
  schema: JsonObject,
  context: string,
): string | undefined {
  if (schema.additionalProperties !== false) {
    return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = Object.keys(objectOf(schema.properties));
  const missing = properties.find(each => !required.includes(each));
  if (missing !== undefined) {
    return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  const extra = required.find(each => !properties.includes(each));
  return extra === undefined
    ? undefined
    : `${context}, 'required' is required to be supplied and to be an array including every key in properties. Extra required key '${extra}' supplied.`;
}

function childrenOf(schema: JsonObject): [string, JsonObject][] {
  const named = ['properties', '$defs', 'definitions'].flatMap(group =>
    Object.entries(objectOf(schema[group])).map(
      ([name, child]): [string, JsonObject] => [name, objectOf(child)],
    ),
  );
  const choices = objectsOf(schema.anyOf).map(
    (child, index): [string, JsonObject] => [`anyOf${index}`, child],
  );
  const items: [string, JsonObject][] =
    schema.items === undefined ? [] : [['items', objectOf(schema.items)]];
  return [...named, ...choices, ...items];
}
