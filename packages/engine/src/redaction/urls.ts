import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

/** A password may hold any sign but a space, and ends at the last `@` before the path. */
const USERINFO =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/([^\s:@/]{0,200}):([^\s/]{1,500})@/dgi;
const WITH_SLASH =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{1,200}:((?!\d{1,5}\/)[^\s@]{1,300})@[\w.-]{1,253}(?::\d{1,5})?(?:[/?]|$)/dgi;
/** A key in place of a user, as in the addresses of error trackers. */
const USER_ONLY =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/([\w-]{16,300})@/dgi;
const ORACLE = /(?<=thin:)[^/@\s]{1,100}\/([^@\s]{1,200})@/dgi;
/** As the MySQL driver of Go writes one, before a bracket. */
const PROTOCOL =
  /(?<![\w/])[\w.-]{1,100}:([^\s@]{1,300})@(?:tcp6?|udp|unix)$/dg;
const PATTERNS = [WITH_SLASH, USER_ONLY, ORACLE, PROTOCOL];

/** Finds passwords in the addresses of servers, within a run of characters without spaces. */
export function findUserinfo(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const run = text.slice(start, end);
  const push = (range: readonly [number, number] | undefined) => {
    if (!range || isHarmless(run.slice(...range))) return;
    spans.push({
      start: start + range[0],
      end: start + range[1],
      class: 'credential',
    });
  };
  for (const { indices } of run.matchAll(USERINFO)) push(indices?.[2]);
  for (const pattern of PATTERNS)
    for (const { indices } of run.matchAll(pattern)) push(indices?.[1]);
}

function isHarmless(secret: string) {
  return isPseudonym(secret) || /^(?:\*+|x{3,}|\$\{?\w+\}?)$/.test(secret);
}
