import { z } from 'zod';
import { canonicalRef } from './canonicalRef';

/** An entity reference in the configuration, in whatever way it is written; in its canonical form once it is read. */
export const entityRefOption = z
  .string({
    error: ({ input }) =>
      `${JSON.stringify(input)} is no text; put it in quotes`,
  })
  .transform((given, context) => {
    const ref = canonicalRef(given.trim());
    if (ref !== undefined) return ref;
    context.addIssue(
      `"${given}" is not an entity reference; write it like component:default/checkout`,
    );
    return z.NEVER;
  });
