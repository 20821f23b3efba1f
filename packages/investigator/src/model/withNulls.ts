import { JsonSchema } from './Model';

/** A value that a model wrote by a schema, with null for what it left out though it could have said null: servers that keep no schema let it. */
export function withNulls(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isNode(items) ? value.map(each => withNulls(items, each)) : value;
  }
  if (!isNode(value) || !isNode(schema.properties)) return value;
  const filled: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!isNode(property)) continue;
    if (Object.hasOwn(value, name)) {
      filled[name] = withNulls(property, value[name]);
    } else if (takesNull(property)) {
      filled[name] = null;
    }
  }
  return filled;
}

function takesNull({ anyOf, type }: JsonSchema): boolean {
  return (
    [type].flat().includes('null') ||
    (Array.isArray(anyOf) &&
      anyOf.some(each => isNode(each) && takesNull(each)))
  );
}

function isNode(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
