import {
  Timeline,
  TimelineEntry,
  TimelineQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../database/cursor';

/** What comes first of things of one moment: what may have led to the others. */
const TYPES: readonly TimelineEntry['type'][] = [
  'change',
  'event',
  'failure',
  'alert',
  'scan',
  'state',
];

const positionSchema = z.tuple([z.number(), z.int(), z.string()]);

type Position = z.infer<typeof positionSchema>;

/**
 * One page of a timeline, oldest first. A cursor names the entry after which it goes on, so that what is added meanwhile moves nothing.
 *
 * @throws InputError for a cursor that is not of a timeline
 */
export function timelinePage(
  entries: readonly TimelineEntry[],
  { cursor, limit }: TimelineQuery,
): Timeline {
  const sorted = [...entries].sort((one, other) =>
    compare(positionOf(one), positionOf(other)),
  );
  const after = cursor && decodeCursor(cursor, positionSchema);
  const rest = after
    ? sorted.filter(each => compare(positionOf(each), after) > 0)
    : sorted;
  const items = rest.slice(0, limit);
  const last = rest.length > limit ? items.at(-1) : undefined;
  return {
    items,
    totalItems: sorted.length,
    pageInfo: last ? { nextCursor: encodeCursor(positionOf(last)) } : {},
  };
}

function positionOf({ at, id, type }: TimelineEntry): Position {
  return [Date.parse(at), TYPES.indexOf(type), id];
}

function compare(one: Position, other: Position): number {
  const [at, type, id] = one;
  const [otherAt, otherType, otherId] = other;
  if (at !== otherAt) return at - otherAt;
  if (type !== otherType) return type - otherType;
  return id.localeCompare(otherId, 'en');
}
