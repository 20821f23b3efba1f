import { InputError } from '@backstage/errors';
import { Request } from 'express';
import { z } from 'zod';
import { canonicalRef } from '../entities/canonicalRef';

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
 * @throws InputError that names the field, with an example
 */
export function canonicalEntityRef(
  field: string,
  text: string,
  example = 'component:default/checkout',
): string {
  const ref = canonicalRef(text);
  if (ref !== undefined) return ref;
  throw new InputError(
    `${field}: "${text}" is not an entity reference; write it like ${example}`,
  );
}

interface References {
  entityRef?: string[];
  owner?: string[];
  system?: string[];
}

/**
 * The same for all entity references of a query.
 *
 * @throws InputError that names the field, with an example
 */
export function withCanonicalRefs<Query extends References>(
  query: Query,
): Query {
  const spelled = (field: keyof References, example?: string) =>
    query[field]?.map(text => canonicalEntityRef(field, text, example));
  return {
    ...query,
    entityRef: spelled('entityRef'),
    owner: spelled('owner', 'group:default/team-checkout'),
    system: spelled('system', 'system:default/shop'),
  };
}
