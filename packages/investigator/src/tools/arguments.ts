import { z } from 'zod';

/** In characters. */
const LONGEST_NAME = 253;

/** Limited without words in the declaration, which each tool would repeat. */
const NAME = z
  .string()
  .refine(
    name => name.length > 0 && name.length <= LONGEST_NAME,
    `a name has 1 to ${LONGEST_NAME} characters`,
  );

/** What models write for null. */
const NOTHING = new Set(['', 'null', 'none', 'undefined']);

/** A text, or null however a model says it. */
export function nullableText<T extends z.ZodType>(text: T) {
  return z.preprocess(
    written =>
      written === undefined ||
      (typeof written === 'string' && NOTHING.has(written.trim().toLowerCase()))
        ? null
        : written,
    text.nullable(),
  );
}

export interface NumberLimits {
  least: number;
  most: number;
}

/** A whole number, brought within its limits; what is left out is `otherwise`. */
export function wholeNumber(limits: NumberLimits & { otherwise: number }) {
  return z.preprocess(
    written => clamped(written, limits) ?? limits.otherwise,
    z.number().int().min(limits.least).max(limits.most),
  );
}

/** The same with null for what is left out. */
export function nullableNumber(limits: NumberLimits) {
  return z.preprocess(
    written => clamped(written, limits) ?? null,
    z.number().int().min(limits.least).max(limits.most).nullable(),
  );
}

/** Yes or no; no when it is left out. */
export function flag() {
  return z.preprocess(
    written => written === true || written === 'true',
    z.boolean(),
  );
}

function clamped(written: unknown, { least, most }: NumberLimits) {
  const number =
    typeof written === 'string' && written.trim() ? Number(written) : written;
  return typeof number === 'number' && !Number.isNaN(number)
    ? Math.round(Math.min(most, Math.max(least, number)))
    : undefined;
}

export const kindArgument = NAME.describe(
  'Such as Pod, or HTTPRoute.gateway.networking.k8s.io',
);

export const nameArgument = NAME;

export const namespaceArgument = nullableText(NAME).describe(
  'null for what has none',
);

/** Names one object. */
export const objectArguments = z.strictObject({
  kind: kindArgument,
  namespace: namespaceArgument,
  name: nameArgument,
});

export type ObjectArguments = z.infer<typeof objectArguments>;
