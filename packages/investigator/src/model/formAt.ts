import { JsonSchema } from './Model';

/** What stands at a place of a value by its JSON Schema, in words for the model that left it out or wrote something else. */
export function formAt(
  schema: JsonSchema,
  path: readonly PropertyKey[],
): string {
  return inWords(path.reduce(inside, schema));
}

function inside(schema: JsonSchema, key: PropertyKey): JsonSchema {
  const { items, properties } = valued(schema);
  const part =
    typeof key === 'number'
      ? items
      : (properties as Record<PropertyKey, JsonSchema> | undefined)?.[key];
  return (part ?? {}) as JsonSchema;
}

function inWords(schema: JsonSchema): string {
  const { enum: values, properties, type } = valued(schema);
  if (Array.isArray(values)) return `one of ${values.join(', ')}`;
  if (properties) return `an object with ${Object.keys(properties).join(', ')}`;
  if (type === 'array') return 'a list';
  return typeof type === 'string' ? `a ${type}` : 'another value';
}

/** Of what may be null, the form of what is not. */
function valued(schema: JsonSchema): JsonSchema {
  const forms = (schema.anyOf ?? []) as JsonSchema[];
  return forms.find(({ type }) => type !== 'null') ?? schema;
}
