import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The place after which a page starts, as the text that callers pass back. */
export function encodeCursor(position: readonly (number | string)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws InputError when the text did not come from `encodeCursor` for such a position */
export function decodeCursor<T>(cursor: string, position: z.ZodType<T>): T {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    return position.parse(JSON.parse(text));
  } catch {
    throw new InputError(
      'cursor: not a cursor of this list; use pageInfo.nextCursor of the page before',
    );
  }
}
