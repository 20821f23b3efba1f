import { MemberQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../database/cursor';

const positionSchema = z.tuple([z.int().nonnegative(), z.string()]);

/**
 * One page of the ids of an incident's findings. A cursor names the one after which it goes on, wherever a scan has moved it meanwhile; and where it was, in case it is gone.
 *
 * @throws InputError for a cursor that is not of such a list
 */
export function memberPage(
  ids: readonly string[],
  { cursor, limit }: Pick<MemberQuery, 'cursor' | 'limit'>,
): { ids: string[]; pageInfo: { nextCursor?: string } } {
  const start = cursor ? startAfter(ids, cursor) : 0;
  const page = ids.slice(start, start + limit);
  const end = start + page.length;
  const last = page.at(-1);
  return {
    ids: page,
    pageInfo:
      last !== undefined && end < ids.length
        ? { nextCursor: encodeCursor([end, last]) }
        : {},
  };
}

function startAfter(ids: readonly string[], cursor: string) {
  const [end, last] = decodeCursor(cursor, positionSchema);
  const place = ids.indexOf(last);
  return place < 0 ? Math.max(0, end - 1) : place + 1;
}
