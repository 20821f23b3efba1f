import { encodesCredential, encodesText, isHexOfCredential } from './encoded';
import { randomnessOf } from './randomness';
import { Span } from './spans';
import { TextClass } from './TextClass';

const SHORTEST = 20;
/** Of letters of both cases and digits, without order. */
const SHORTEST_MIXED = 12;
/** For each sign, of what a machine has drawn; words have less than half of it. */
const RANDOM = 0.8;
const LONG_PART = 16;
const LONG_PART_OF_ONE_CASE = 24;
const RANDOM_LETTERS = 1.1;
/** A maker's mark and a number; commits and digests stand behind a dash or a colon. */
const MARKED_NUMBER =
  /^(?!(?:sha\d{0,3}|md5|commit|rev|trace|span|pod|container|uid|node|layer|image|digest|etag|build)_)(?:[a-z]{2,12}_){1,3}[0-9a-f]{32,}$/i;
const EQUALS = 61;
const COLON = 58;
const PERCENT = 37;
/** What words consist of. */
const IS_OF_WORD = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const DIGEST = /(?:sha\d{1,3}|md5|blake2b|h1):$/i;
/** Digests as subresource integrity and lock files write them, names as compilers write them, numbers, and public keys of SSH. */
const NO_KEY =
  /^(?:(?:sha\d{1,3}|md5|h1)-|_{1,2}Z[A-Z]{0,3}[a-z]{0,2}\d|_R[NC]|0x[0-9a-fA-F]+$|AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh|[GI]nNr))/;
/** What says of the text behind it that it only tells one thing from another, and lets nobody in. */
const IDENTIFIES =
  /(?:(?:^|[\W_])(?:uuid|guid|ulid|ksuid|nanoid|etag|batch)|(?:node|cluster|shard|index|request|host|trace|span|correlation|upload|batch|job|build|event|message|run|task|transaction)[ _.-]?id)\\{0,3}["']?\s?[=:]\s?(?:W\/)?\\{0,3}["']?$/i;
/** What begins with a slash, or has a word between two. */
const PATH = /^\/|(?:^|\/)[a-z][a-z-]{2,60}\//;
const NAME_IN_PATH = /^[A-Za-z]?[a-z][a-z-]{3,}$/;
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

function tallyOf(text: string, start: number, end: number): Tally {
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
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
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
  if (letters === 0 || hexOnly) return false;
  if (word.length < SHORTEST)
    return (
      lower > 0 &&
      upper > 0 &&
      separators === 0 &&
      isDrawnShort(word, digit > 0 ? RANDOM : RANDOM_LETTERS)
    );
  const rate = changes / (signs - 1);
  if (lower > 0 && upper > 0) {
    if (separators > 0 && longest >= LONG_PART && hasRandomPart(word))
      return true;
    if (digit > 0 && randomnessOf(word) >= RANDOM * word.length)
      return !UUID.test(word);
    if (separators > signs / 4 || inWords > signs / 2) return false;
    if (digit === 0) return signs >= 28 && rate >= 0.42 && longest >= 16;
    return longest >= 8 && rate >= 0.36 && !UUID.test(word);
  }
  if (longest < 24 || digit < 3 || ULID.test(word)) return false;
  if (separators > 0) return hasRandomPart(word);
  return (
    (rate >= 0.24 && digit <= signs * 0.6) ||
    randomnessOf(word) >= RANDOM * signs
  );
}

/** Behind a maker's mark, or among names. */
function hasRandomPart(word: string): boolean {
  return word
    .split(/[^A-Za-z0-9]+/)
    .some(part => isLongPart(part, tallyOf(part, 0, part.length)));
}

function isLongPart(part: string, tally: Tally): boolean {
  const isMixed = tally.lower > 0 && tally.upper > 0 && tally.digit > 0;
  if (part.length < (isMixed ? LONG_PART : LONG_PART_OF_ONE_CASE)) return false;
  return isMixed && part.length >= SHORTEST
    ? !tally.hexOnly && randomnessOf(part) >= RANDOM * part.length
    : looksRandom(part, tally);
}

/** Whether a word is so unlike words and names that nobody has written it, though it is short. */
function isDrawnShort(word: string, least: number): boolean {
  return (
    word.length >= SHORTEST_MIXED &&
    randomnessOf(word) >= least * word.length &&
    !encodesText(word)
  );
}

/** Base64 of text has letters of both cases in quick succession. */
function mayBeBase64({ lower, upper, digit, changes }: Tally): boolean {
  return lower > 0 && upper > 0 && changes >= (lower + upper + digit) / 6;
}

function classOf(word: string, tally: Tally): TextClass | undefined {
  if (word.length >= SHORTEST && mayBeBase64(tally) && encodesCredential(word))
    return 'credential';
  return looksRandom(word, tally) ? 'opaque' : undefined;
}

/** The parts of a path, or all of what only looks like one: base64 has slashes too. */
function findOpaqueParts(word: string, start: number, spans: Span[]) {
  const found: Span[] = [];
  let covered = 0;
  let hasName = word.startsWith('/');
  for (let at = 0; at < word.length;) {
    const slash = word.indexOf('/', at);
    const end = slash < 0 ? word.length : slash;
    const textClass =
      end - at >= SHORTEST_MIXED
        ? classOf(word.slice(at, end), tallyOf(word, at, end))
        : undefined;
    if (textClass) {
      found.push({ start: start + at, end: start + end, class: textClass });
      covered += end - at;
    } else hasName ||= NAME_IN_PATH.test(word.slice(at, end));
    at = end + 1;
  }
  if (!hasName && found.length > 1 && covered * 2 > word.length)
    spans.push({ start, end: start + word.length, class: 'opaque' });
  else spans.push(...found);
}

/** Where a word ends that begins here, with the signs that fill up base64. */
function endOfWord(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && IS_OF_WORD[text.charCodeAt(end)] === 1) end++;
  if (end - start < SHORTEST) return end;
  for (let i = 0; i < 2 && end < limit; i++)
    if (text.charCodeAt(end) === EQUALS) end++;
  return end;
}

/** Finds strings that look random within a run of characters without spaces, and base64 of credentials. */
export function findOpaque(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  for (let at = start; end - at >= SHORTEST_MIXED;) {
    if (text.charCodeAt(at - 1) === PERCENT) at += 2;
    const wordEnd = endOfWord(text, at, end);
    if (wordEnd - at >= SHORTEST_MIXED) findInWord(text, at, wordEnd, spans);
    at = Math.max(wordEnd, at + 1);
  }
}

function identifies(text: string, start: number): boolean {
  return IDENTIFIES.test(text.slice(Math.max(0, start - 40), start));
}

function findInWord(text: string, start: number, end: number, spans: Span[]) {
  const tally = tallyOf(text, start, end);
  const word = text.slice(start, end);
  if (tally.hexOnly) {
    if (isHexOfCredential(word))
      spans.push({ start, end, class: 'credential' });
    return;
  }
  if (NO_KEY.test(word)) return;
  if (MARKED_NUMBER.test(word)) {
    spans.push({ start, end, class: 'opaque' });
    return;
  }
  if (
    text.charCodeAt(start - 1) === COLON &&
    DIGEST.test(text.slice(Math.max(0, start - 8), start))
  )
    return;
  if (PATH.test(word)) {
    findOpaqueParts(word, start, spans);
    return;
  }
  const textClass = classOf(word, tally);
  if (textClass === 'opaque' && identifies(text, start)) return;
  if (textClass) spans.push({ start, end, class: textClass });
  else if (word.includes('/')) findOpaqueParts(word, start, spans);
}
