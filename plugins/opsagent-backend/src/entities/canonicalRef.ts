import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** An entity reference as the catalog spells it, complete and in lower case; undefined when the text is none. */
export function canonicalRef(text: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    return undefined;
  }
}
