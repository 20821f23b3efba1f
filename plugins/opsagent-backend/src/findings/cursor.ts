import { InputError } from '@backstage/errors';
import { z } from 'zod';

const positionSchema = z.tuple([z.int(), z.int(), z.string()]);

/** The place after which a page starts: rank of tier, rank of severity, id. */
export type Position = z.infer<typeof positionSchema>;

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws InputError when the text did not come from `encodeCursor` */
export function decodeCursor(cursor: string): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    return positionSchema.parse(JSON.parse(text));
  } catch {
    throw new InputError(
      'cursor: not a cursor of this list; use pageInfo.nextCursor of the page before',
    );
  }
}
