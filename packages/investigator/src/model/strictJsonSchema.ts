import { z } from 'zod';
import { JsonSchema } from './Model';

/** Limits of values that some strict servers refuse; they are told in words and checked when the value has come. */
const limits = {
  string: ['minLength', 'maxLength', 'characters'],
  array: ['minItems', 'maxItems', 'items'],
  number: ['minimum', 'maximum', undefined],
  integer: ['minimum', 'maximum', undefined],
} as const;

const dropped = [
  '$schema',
  'default',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'multipleOf',
  'pattern',
];

type Node = Record<string, unknown>;

/**
 * The JSON Schema as strict servers take it: every property is required, no other is allowed, and values are limited by their descriptions
 * only.
 *
 * @throws Error for a property that may be left out, or an object of unknown properties
 */
export function strictJsonSchema(schema: z.ZodType): JsonSchema {
  const written = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => makeStrict(jsonSchema as Node),
  }) as Node;
  delete written.$schema;
  return written;
}

function makeStrict(node: Node): void {
  if (node.type === 'object') ensureClosed(node);
  const description = [node.description, limitInWords(node)]
    .filter(each => each !== undefined)
    .join('; ');
  for (const keyword of dropped) delete node[keyword];
  if (description) node.description = description;
  if (node.oneOf) {
    node.anyOf = node.oneOf;
    delete node.oneOf;
  }
}

function ensureClosed({ properties, required, additionalProperties }: Node) {
  const names = Object.keys((properties ?? {}) as Node);
  const optional = names.find(
    name => !((required ?? []) as string[]).includes(name),
  );
  if (optional !== undefined) {
    throw new Error(
      `The property ${optional} may be left out, which strict schemas do not know. Make it nullable.`,
    );
  }
  if (additionalProperties !== false) {
    throw new Error(
      `An object of ${
        names.join(', ') || 'no properties'
      } takes others too, which strict schemas do not know. Make it a strictObject.`,
    );
  }
}

function limitInWords(node: Node): string | undefined {
  const known = limits[node.type as keyof typeof limits];
  if (!known) return undefined;
  const [least, most, unit] = known;
  const from = boundOf(node[least]);
  const to = boundOf(node[most]);
  const counted = unit ? ` ${unit}` : '';
  if (from !== undefined && to !== undefined)
    return `${from} to ${to}${counted}`;
  if (to !== undefined) return `at most ${to}${counted}`;
  return from === undefined ? undefined : `at least ${from}${counted}`;
}

/** Zod writes the bounds of what JavaScript can count where there are no others. */
function boundOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER
    ? value
    : undefined;
}
