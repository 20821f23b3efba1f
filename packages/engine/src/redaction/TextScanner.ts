import { findIPv4, findIPv6 } from './addresses';
import { findArgument } from './arguments';
import { findEmails } from './emails';
import { findEncoded } from './encoded';
import { findFormats, findSpreadFormats } from './formats';
import { HostFinder } from './HostFinder';
import { findOpaque } from './opaque';
import { findCard, findIban } from './payments';
import { findPrivateBlocks } from './pemBlocks';
import { privateNameOf } from './privateNames';
import { Span, withoutOverlaps } from './spans';
import { TextClass } from './TextClass';
import { findUserinfo } from './urls';
import { findValue } from './values';

const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
const JOINER = 8;
const DOT = 16;
const COLON = 32;
const EQUALS = 64;
const AT = 128;
const SIGN = 256;
const LETTER = LOWER | UPPER;
const NAME = LETTER | DIGIT | JOINER | DOT;

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
  put('_-', JOINER);
  put('.', DOT);
  put(':', COLON);
  put('=', EQUALS);
  put('@', AT);
  put('/+%~$!*?&#', SIGN);
  return table;
}

const SLASH = 47;
const GREATER = 62;

/**
 * Finds what is private in a text, in one pass.
 *
 * The text is cut into runs of characters between spaces, quotes and brackets. What a run consists of tells which readers have to look at it, so that most runs cost one pass over their characters.
 */
export class TextScanner {
  readonly #classes: ReadonlySet<TextClass>;
  readonly #hosts: HostFinder;

  /** @param classes those that are looked for */
  constructor(
    classes: ReadonlySet<TextClass>,
    allowedHosts: readonly string[],
  ) {
    this.#classes = classes;
    this.#hosts = new HostFinder(allowedHosts);
  }

  /** The private parts in their order, without overlaps. */
  scan(text: string): Span[] {
    const spans: Span[] = [];
    findPrivateBlocks(text, spans);
    findSpreadFormats(text, spans);
    const { length } = text;
    for (let i = 0; i < length;) {
      const start = i;
      let seen = 0;
      let dots = 0;
      let colons = 0;
      for (; i < length; i++) {
        const code = text.charCodeAt(i);
        const kind = code < 128 ? KINDS[code] : 0;
        if (kind === 0) break;
        seen |= kind;
        if (kind === DOT) dots++;
        else if (kind === COLON) colons++;
      }
      if (i > start) this.#readRun(text, start, i, seen, dots, colons, spans);
      if (i < length && text.charCodeAt(i) === GREATER)
        readElement(text, i, spans);
      i++;
    }
    return withoutOverlaps(spans.filter(each => this.#classes.has(each.class)));
  }

  #readRun(
    text: string,
    start: number,
    end: number,
    seen: number,
    dots: number,
    colons: number,
    spans: Span[],
  ) {
    if (seen & (COLON | EQUALS)) readNamed(text, start, end, spans);
    findArgument(text, start, end, spans);
    const size = end - start;
    if (size >= 4 && seen & DIGIT && seen !== (LETTER | DIGIT)) {
      if (dots >= 3) findIPv4(text, start, end, spans);
      if (colons >= 2) findIPv6(text, start, end, spans);
    }
    if (dots > 0 && seen & LETTER && size >= 4)
      this.#hosts.find(text, start, end, spans);
    if (seen & AT && dots > 0) findEmails(text, start, end, spans);
    if (seen === DIGIT || seen === (DIGIT | JOINER))
      findCard(text, start, spans);
    else if (seen === (UPPER | DIGIT)) findIban(text, start, spans);
    if (seen & AT && seen & COLON) findUserinfo(text, start, end, spans);
    if (size < 16 || !(seen & LETTER)) return;
    findFormats(text, start, end, spans);
    if (size >= 20) {
      findOpaque(text, start, end, spans);
      findEncoded(text, start, end, spans);
    }
  }
}

/** Reads the values behind each private name of a run: `token=…`, `"password": …`. */
function readNamed(text: string, start: number, end: number, spans: Span[]) {
  for (let i = start; i < end; i++) {
    const sign = text[i];
    if (sign !== '=' && sign !== ':') continue;
    if (text.charCodeAt(i + 1) === SLASH && text.charCodeAt(i + 2) === SLASH)
      continue;
    const name = nameBefore(text, i);
    if (name === undefined) continue;
    const meaning = privateNameOf(
      name === 'value' || name === 'Value' ? nameOfEntry(text, i) : name,
    );
    if (meaning) findValue(text, i + 1, meaning, sign, spans);
  }
}

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
    if (code >= 128 || !(KINDS[code] & NAME)) break;
    start--;
  }
  return end - start < 2 ? undefined : text.slice(start, end);
}

const ENTRY =
  /name\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["']?([\w.-]{2,120})\\{0,7}["']?,?\s{0,80}\\{0,7}["']?value\\{0,7}["']?\s{0,4}$/i;

/** The name of an environment variable whose `value` follows its `name`. */
function nameOfEntry(text: string, at: number): string {
  return ENTRY.exec(text.slice(Math.max(0, at - 260), at))?.[1] ?? '';
}

/** Reads what an XML element with a private name contains. */
function readElement(text: string, at: number, spans: Span[]) {
  const name = nameBefore(text, at);
  if (name === undefined) return;
  const meaning = privateNameOf(name);
  if (meaning && text[at - name.length - 1] === '<')
    findValue(text, at + 1, meaning, '>', spans);
}
