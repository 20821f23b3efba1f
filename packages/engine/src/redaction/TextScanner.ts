import { findIPv4, findIPv6 } from './addresses';
import { findArgument } from './arguments';
import { findEmails } from './emails';
import { findFormats, findSpreadFormats } from './formats';
import { HostFinder } from './HostFinder';
import { findForeign } from './foreign';
import { findMentions } from './mentions';
import { findOpaque } from './opaque';
import { findDrawnPassword } from './drawnPasswords';
import { findPathTokens } from './pathTokens';
import { findPair, isNameOfLogin } from './pairs';
import { findCard, findIban } from './payments';
import { findPrivateBlocks } from './pemBlocks';
import { PrivateName, isNameOfDigest, privateNameOf } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { findSecretManifests } from './secretManifests';
import { findStatements } from './statements';
import { Span, withoutOverlaps } from './spans';
import { TextClass } from './TextClass';
import { findUserinfo } from './urls';
import { findValue, isOfComplaint } from './values';

const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
/** `_`, `-`, and the signs of base64. */
const JOINER = 8;
const DOT = 16;
const COLON = 32;
const EQUALS = 64;
const AT = 128;
const SIGN = 256;
const LETTER = LOWER | UPPER;
const MIXED = LETTER | DIGIT;
/** What ends a word within a run. */
const BREAK = DOT | COLON | EQUALS | AT | SIGN;

/** What each character of a run is; 0 for those that end one. */
const KINDS = kinds();

function kinds(): Uint16Array {
  const table = new Uint16Array(128);
  const put = (signs: string, kind: number) => {
    for (const sign of signs) table[sign.charCodeAt(0)] = kind;
  };
  put('abcdefghijklmnopqrstuvwxyz', LOWER);
  put('ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER);
  put('0123456789', DIGIT);
  put('_-/+', JOINER);
  put('.', DOT);
  put(':', COLON);
  put('=', EQUALS);
  put('@', AT);
  put('%~$!*?&#', SIGN);
  return table;
}

/** Whether a character is one of those that runs consist of. */
export function isOfRun(code: number): boolean {
  return code < 128 && KINDS[code] !== 0;
}

/** What a pass over the characters of a run tells of it. */
interface Run {
  start: number;
  end: number;
  /** The kinds of its characters. */
  seen: number;
  dots: number;
  colons: number;
  /** Whether two colons follow each other. */
  hasGap: boolean;
  /** Whether a letter follows a dot. */
  hasName: boolean;
  /** Length of the longest word. */
  longest: number;
}

const LONGEST_MASK = 100;
const SPACE = 32;
const SLASH = 47;
const NINE = 57;
const COLON_SIGN = 58;
const EQUALS_SIGN = 61;
const GREATER = 62;
const SHORTEST_KEY = 16;
const SHORTEST_MIXED = 12;
const SHORTEST_OPAQUE = 20;

/**
 * Finds what is private in a text, in one pass.
 *
 * The text is cut into runs of characters between spaces, quotes and brackets. What a run consists of tells which readers have to look at it, so that most runs cost one pass over their characters.
 */
export class TextScanner {
  readonly #classes: ReadonlySet<TextClass>;
  /** Whether more than credentials is looked for. */
  readonly #findsAll: boolean;
  readonly #hosts: HostFinder;

  /** @param classes those that are looked for */
  constructor(
    classes: ReadonlySet<TextClass>,
    allowedHosts: readonly string[],
  ) {
    this.#classes = classes;
    this.#findsAll = classes.size > 1;
    this.#hosts = new HostFinder(allowedHosts);
  }

  /** The private parts in their order, without overlaps. */
  scan(text: string): Span[] {
    const spans: Span[] = [];
    findPrivateBlocks(text, spans);
    findSpreadFormats(text, spans);
    findMentions(text, spans);
    findStatements(text, spans);
    findSecretManifests(text, spans);
    findForeign(text, spans);
    const run: Run = {
      start: 0,
      end: 0,
      seen: 0,
      dots: 0,
      colons: 0,
      hasGap: false,
      hasName: false,
      longest: 0,
    };
    const { length } = text;
    for (let at = 0; at < length; at = run.end + 1) {
      readRun(text, at, run);
      if (run.end > at) this.#find(text, run, spans);
      if (run.end < length && text.charCodeAt(run.end) === GREATER)
        findInElement(text, run.end, spans);
    }
    return withoutOverlaps(
      spans.filter(
        each => this.#classes.has(each.class) && !isMasked(text, each),
      ),
    );
  }

  #find(text: string, run: Run, spans: Span[]) {
    const { start, end, seen } = run;
    if (seen & (COLON | EQUALS)) findNamed(text, start, end, spans);
    findArgument(text, start, end, spans);
    if (seen & AT && seen & COLON) findUserinfo(text, start, end, spans);
    if (this.#findsAll) this.#findDisclosable(text, run, spans);
    if (run.longest < SHORTEST_MIXED || !(seen & LETTER)) return;
    if (!(seen & DIGIT) && !(seen & UPPER && seen & LOWER)) return;
    if (run.longest >= SHORTEST_KEY && seen & (DIGIT | JOINER)) {
      findFormats(text, start, end, spans);
      findPathTokens(text, start, end, spans);
    }
    if (run.longest >= SHORTEST_OPAQUE || (seen & MIXED) === MIXED)
      findOpaque(text, start, end, spans);
  }

  /** What is private without being a credential. */
  #findDisclosable(text: string, run: Run, spans: Span[]) {
    const { start, end, seen, dots } = run;
    if (dots >= 3 && seen & DIGIT) findIPv4(text, start, end, spans);
    if (run.hasGap || run.colons >= 7) findIPv6(text, start, end, spans);
    if (run.hasName) this.#hosts.find(text, start, end, spans);
    if (seen & AT && dots > 0) findEmails(text, start, end, spans);
    if (seen === DIGIT || seen === (DIGIT | JOINER)) {
      if (end - start >= 4) findCard(text, start, spans);
    } else if (seen === (UPPER | DIGIT)) findIban(text, start, spans);
    else if (seen & SIGN && (seen & MIXED) === MIXED)
      findDrawnPassword(text, start, end, spans);
  }
}

/** Whether a part was masked before, also where its form leaves out a bracket. */
function isMasked(text: string, { start, end }: Span): boolean {
  const found = text
    .slice(start, Math.min(end, start + LONGEST_MASK))
    .replace(/^["'`]|["'`;,]{1,3}$/g, '');
  return isPseudonym(found) || isPseudonym(`${found}>`);
}

/** Reads the run that begins here; empty when none does. */
function readRun(text: string, start: number, run: Run): void {
  const { length } = text;
  let seen = 0;
  let dots = 0;
  let colons = 0;
  let hasGap = false;
  let hasName = false;
  let longest = 0;
  let word = start;
  let last = 0;
  let i = start;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? KINDS[code] : 0;
    if (kind === 0) break;
    seen |= kind;
    if (kind & BREAK) {
      if (i - word > longest) longest = i - word;
      word = i + 1;
      if (kind === DOT) dots++;
      else if (kind === COLON) {
        colons++;
        if (last === COLON) hasGap = true;
      }
    } else if (last === DOT && kind & LETTER) hasName = true;
    last = kind;
  }
  run.start = start;
  run.end = i;
  run.seen = seen;
  run.dots = dots;
  run.colons = colons;
  run.hasGap = hasGap;
  run.hasName = hasName;
  run.longest = i - word > longest ? i - word : longest;
}

/** Reads the values behind each private name of a run: `token=…`, `"password": …`. */
function findNamed(text: string, start: number, end: number, spans: Span[]) {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== EQUALS_SIGN && code !== COLON_SIGN) continue;
    if (text.charCodeAt(i + 1) === SLASH && text.charCodeAt(i + 2) === SLASH)
      continue;
    findCard(text, i + 1, spans);
    findIban(text, i + 1, spans);
    const name = nameBefore(text, i);
    if (name === undefined) continue;
    if (
      (code === EQUALS_SIGN || text.charCodeAt(i + 1) === SPACE) &&
      isNameOfLogin(name)
    )
      findPair(text, i + 1, name, spans);
    const meaning = meaningOf(text, i, name);
    if (!meaning) continue;
    if (
      code === COLON_SIGN &&
      text.charCodeAt(i + 1) === SPACE &&
      isOfComplaint(text, text.lastIndexOf(name, i), i + 1)
    )
      continue;
    // Ruby and PHP write an arrow, LDIF a second colon.
    const next = text.charCodeAt(i + 1);
    const isLonger =
      next === GREATER || (code === COLON_SIGN && next === COLON_SIGN);
    findValue(text, isLonger ? i + 2 : i + 1, meaning, text[i], spans);
  }
}

/** `Secret key`, `pass phrase` */
const TWO_WORDS =
  /([A-Za-z]{2,20}) (?:keys?|phrase|codes?|bytes|hex)["']?\s{0,12}$/i;
const SECOND_WORD = /^(?:keys?|phrase|codes?|bytes|hex)$/i;
const PARAMETER = /[?&]key$/;

/** What the name before a sign says of the value behind it. */
function meaningOf(
  text: string,
  at: number,
  name: string,
): PrivateName | undefined {
  if (name === 'value' || name === 'Value')
    return privateNameOf(nameOfEntry(text, at));
  const meaning = privateNameOf(name);
  if (!SECOND_WORD.test(name)) return meaning;
  const before = text.slice(Math.max(0, at - 50), at);
  if (PARAMETER.test(before)) return 'token';
  const first = TWO_WORDS.exec(before)?.[1];
  return first ? privateNameOf(`${first}_${name}`) : meaning;
}

const NAME = LETTER | DIGIT | JOINER | DOT;

/** The name that ends right before a sign, but for quotes and spaces. */
function nameBefore(text: string, at: number): string | undefined {
  let end = at;
  for (let i = 0; i < 12 && end > 0; i++, end--) {
    const code = text.charCodeAt(end - 1);
    // A quote, a backslash, a space or a bracket of an index.
    if (
      code !== 34 &&
      code !== 39 &&
      code !== 92 &&
      code !== 32 &&
      code !== 96 &&
      code !== 93
    )
      break;
  }
  let start = end;
  while (start > 0 && end - start < 121) {
    const code = text.charCodeAt(start - 1);
    if (code >= 128 || !(KINDS[code] & NAME) || code === 47 || code === 43)
      break;
    start--;
  }
  while (start < end && KINDS[text.charCodeAt(start)] & (JOINER | DOT)) start++;
  if (end - start < 2 || text.charCodeAt(start) <= NINE) return undefined;
  if (text.charCodeAt(start - 1) === SLASH && isNameOfDigest(text, start))
    return undefined;
  return text.slice(start, end);
}

const ENTRY =
  /(?:name|key)\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["']?([\w.-]{2,120})\\{0,7}["']?,?\s{0,80}\\{0,7}["']?value\\{0,7}["']?\s{0,4}$/i;

/** The name of a setting whose `value` follows its `name` or `key`. */
function nameOfEntry(text: string, at: number): string {
  return ENTRY.exec(text.slice(Math.max(0, at - 260), at))?.[1] ?? '';
}

/** The beginning of an element that has attributes. */
const ELEMENT =
  /<(?:\w{1,40}:)?([\w.-]{2,80})\s(?:[^<>]{0,200}?\bname="([\w.-]{2,120})")?[^<>]{0,200}$/;
const QUOTE = 34;

/** Reads what an XML element with a private name contains. */
function findInElement(text: string, at: number, spans: Span[]) {
  const names =
    text.charCodeAt(at - 1) === QUOTE
      ? (ELEMENT.exec(text.slice(Math.max(0, at - 300), at))?.slice(1) ?? [])
      : [nameBefore(text, at)];
  for (const name of names) {
    if (name === undefined || isPseudonym(`<${name}>`)) continue;
    const meaning = privateNameOf(name);
    if (meaning) findValue(text, at + 1, meaning, '>', spans);
  }
}
