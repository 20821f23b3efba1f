import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Request } from 'express';
import { z } from 'zod';

/**
 * Reads input by its schema.
 *
 * @throws InputError that names each wrong field
 */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(problemsOf(result.error));
}

/** Each wrong field and what is wrong with it. */
export function problemsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    )
    .join('; ');
}

/** The query of a request: repeated parameters as arrays, names and values as they were sent. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.originalUrl, 'http://localhost');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map(name => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/**
 * Spells an entity reference as the catalog does: complete and in lower case.
 *
 * @throws InputError that names the field
 */
export function canonicalEntityRef(field: string, text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `${field}: "${text}" is not an entity reference; write it like component:default/checkout`,
    );
  }
}
