import { encodesCredential, isHexOfCredential } from './encoded';
import { Span } from './spans';
import { TextClass } from './TextClass';

const SHORTEST = 20;
const WORDS = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const DIGEST = /(?:sha\d{1,3}|md5|blake2b|h1)[:-]$/i;
/** Digests as subresource integrity and lock files write them, and names as compilers write them. */
const NO_KEY = /^(?:(?:sha\d{1,3}|md5|h1)-|_{1,2}ZN\d|_R[NC])/;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

interface Tally {
  lower: number;
  upper: number;
  digit: number;
  separators: number;
  /** How often a letter or digit is followed by one of another kind. */
  changes: number;
  hexOnly: boolean;
  /** Of the parts between separators. */
  longest: number;
  /** How many signs stand in three or more lower-case letters in a row, as in words. */
  inWords: number;
}

function tallyOf(word: string): Tally {
  let lower = 0;
  let upper = 0;
  let digit = 0;
  let separators = 0;
  let changes = 0;
  let hexOnly = true;
  let longest = 0;
  let part = 0;
  let last = 0;
  let lowerRow = 0;
  let inWords = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    let kind: number;
    if (code >= 97 && code <= 122) {
      lower++;
      lowerRow++;
      if (lowerRow === 3) inWords += 3;
      else if (lowerRow > 3) inWords++;
      kind = 1;
      if (code > 102) hexOnly = false;
    } else if (code >= 65 && code <= 90) {
      upper++;
      kind = 2;
      if (code > 70) hexOnly = false;
    } else if (code >= 48 && code <= 57) {
      digit++;
      kind = 3;
    } else {
      separators++;
      lowerRow = 0;
      if (part > longest) longest = part;
      part = 0;
      continue;
    }
    part++;
    if (kind !== 1) lowerRow = 0;
    if (last !== 0 && last !== kind) changes++;
    last = kind;
  }
  if (part > longest) longest = part;
  return {
    lower,
    upper,
    digit,
    separators,
    changes,
    hexOnly,
    longest,
    inWords,
  };
}

/**
 * Whether a word looks as if a machine had drawn it: lower case, upper case and digits follow each other without order.
 *
 * Digests, UUIDs and other hexadecimal numbers do not count: logs are full of them, and they are what a diagnosis compares.
 */
function looksRandom(
  word: string,
  {
    lower,
    upper,
    digit,
    separators,
    changes,
    hexOnly,
    longest,
    inWords,
  }: Tally,
): boolean {
  const letters = lower + upper;
  const signs = letters + digit;
  if (letters === 0 || hexOnly || signs < SHORTEST) return false;
  const rate = changes / (signs - 1);
  if (lower > 0 && upper > 0) {
    if (separators > signs / 4 || inWords > signs / 2) return false;
    if (digit === 0) return signs >= 28 && rate >= 0.42 && longest >= 16;
    return longest >= 8 && rate >= 0.36 && !UUID.test(word);
  }
  if (longest < 24 || digit < 3 || ULID.test(word)) return false;
  if (separators > 0)
    return word
      .split(/[^A-Za-z0-9]+/)
      .some(part => part.length >= 24 && looksRandom(part, tallyOf(part)));
  return rate >= 0.24 && digit <= signs * 0.6;
}

/** Base64 of text has letters of both cases in quick succession. */
function mayBeBase64({ lower, upper, digit, changes }: Tally): boolean {
  return lower > 0 && upper > 0 && changes >= (lower + upper + digit) / 6;
}

function classOf(word: string, tally: Tally): TextClass | undefined {
  if (mayBeBase64(tally) && encodesCredential(word)) return 'credential';
  return looksRandom(word, tally) ? 'opaque' : undefined;
}

/** The parts of a path, or of what only looks like one. */
function findOpaqueParts(word: string, start: number, spans: Span[]) {
  let at = start;
  for (const part of word.split('/')) {
    const end = at + part.length;
    const textClass =
      part.length >= SHORTEST ? classOf(part, tallyOf(part)) : undefined;
    if (textClass) spans.push({ start: at, end, class: textClass });
    at = end + 1;
  }
}

/** Finds strings that look random within a run of characters without spaces, and base64 of credentials. */
export function findOpaque(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  for (const match of text.slice(start, end).matchAll(WORDS)) {
    const at = start + match.index;
    const word = match[0];
    const tally = tallyOf(word);
    if (tally.hexOnly) {
      if (isHexOfCredential(word))
        spans.push({ start: at, end: at + word.length, class: 'credential' });
      continue;
    }
    if (NO_KEY.test(word)) continue;
    if (DIGEST.test(text.slice(Math.max(0, at - 8), at))) continue;
    const textClass = classOf(word, tally);
    if (textClass)
      spans.push({ start: at, end: at + word.length, class: textClass });
    else if (word.includes('/')) findOpaqueParts(word, at, spans);
  }
}
