import { JsonSchema, ModelRequest } from '../model/Model';
import { Mask } from './Privacy';

type Declarations = Pick<ModelRequest, 'answer' | 'tools'>;

/** Keywords of JSON Schema that hold words and values; all others hold its structure, which private text is no part of. */
const TOLD = new Set(['const', 'description', 'enum', 'examples', 'title']);

/** What a model may call and the form of its answer, as a mask lets them through: titles and names among them can be private. */
export function maskDeclarations(
  { answer, tools }: Declarations,
  mask: Mask,
): Declarations {
  return {
    ...(tools
      ? {
          tools: tools.map(({ description, name, parameters }) => ({
            name,
            description: mask.mask(description),
            parameters: maskSchema(parameters, mask),
          })),
        }
      : {}),
    ...(answer
      ? { answer: { ...answer, schema: maskSchema(answer.schema, mask) } }
      : {}),
  };
}

function maskSchema(schema: JsonSchema, mask: Mask): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      maskValue(value, mask, TOLD.has(key)),
    ]),
  );
}

function maskValue(value: unknown, mask: Mask, isTold: boolean): unknown {
  if (typeof value === 'string') return isTold ? mask.mask(value) : value;
  if (Array.isArray(value))
    return value.map(each => maskValue(each, mask, isTold));
  return isSchema(value) ? maskSchema(value, mask) : value;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
