import { PrivateName, isCredential } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

/** Of a value that is not closed. */
const LONGEST_VALUE = 4_096;

const OPENING = /[ \t]{0,60}\[?(?:b|r)?(\\{0,7})(["'`]?)/y;
const BLOCK = /[ \t]{0,8}[|>][+-]?[ \t]{0,8}\r?\n/y;
const BLOCK_LINES = /(?:[ \t]+[^\n]{0,4000}(?:\n|$)|[ \t]{0,40}\n){1,500}/y;
const UNQUOTED =
  /(?:[^\s"'`&;<>,\\]|<(?!\/|[a-z]{2,6}-[0-9a-f]{8})|>|,(?!\s|["'{\w.-]{1,40}[=:]|$)|\\(?!["']|[nrt]))+/y;
const TO_SPACE = /[^\s]{1,4096}/y;
const TO_LINE_END = /[^\r\n"'`\\\]]{1,4096}/y;
const SCHEME =
  /(?:Bearer|Basic|Digest|Token|Negotiate|NTLM|ApiKey|AWS4-HMAC-SHA256)[ \t]+/iy;
const ENVIRONMENT_LINE =
  /(?:^|\n)(?:export |[\w:.TZ+-]{1,40} )?[A-Z_]{1}[A-Z0-9_]{1,80}=$/;

/** Words that follow a private name and a colon in sentences. */
const PROSE =
  /^(?:a|an|and|any|are|authentication|authorization|bad|been|but|can|cannot|could|couldn't|denied|does|doesn't|empty|error|expected|expired|failed|failure|for|forbidden|found|from|has|have|http|https|if|illegal|in|incorrect|invalid|is|it|malformed|may|mismatch|missing|must|no|not|of|open|or|permission|please|read|rejected|rpc|signature|should|stat|the|this|timeout|to|token|too|unable|unauthorized|unexpected|unknown|unsupported|user|using|was|while|will|with|wrong|x509|yaml|json):?$/i;

/** What `kubectl describe` shows in place of a value from a Secret or ConfigMap. */
const SET_ELSEWHERE = '<set to the key ';

function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Finds the value that begins at a place, right behind the sign that follows a private name.
 *
 * @param separator the sign: `=`, `:`, `>` of an XML element, or a space behind a flag
 */
export function findValue(
  text: string,
  at: number,
  name: PrivateName,
  separator: string,
  spans: Span[],
): void {
  const extent = extentOf(text, at, name, separator);
  if (!extent) return;
  const value = text.slice(extent.start, extent.end);
  if (value === '' || isPseudonym(value) || !isCredential(value, name)) return;
  spans.push({ ...extent, class: 'credential' });
}

type Extent = Pick<Span, 'start' | 'end'>;

function extentOf(
  text: string,
  at: number,
  name: PrivateName,
  separator: string,
): Extent | undefined {
  if (separator === '>') return upTo(text, at, '<');
  const opening = matchAt(OPENING, text, at);
  const start = OPENING.lastIndex;
  if (!opening) return undefined;
  const [, escapes, quote] = opening;
  if (quote) {
    const end = closingOf(text, start, quote, escapes.length);
    return { start: afterScheme(text, start, name), end };
  }
  const bare = start - escapes.length;
  if (name === 'cookie' || name === 'authorization')
    return headerOf(text, bare, name);
  if (separator === ':') {
    const block = blockOf(text, at);
    if (block) return block;
  }
  if (
    separator === '=' &&
    bare === at &&
    ENVIRONMENT_LINE.test(text.slice(Math.max(0, at - 130), at))
  ) {
    matchAt(TO_SPACE, text, bare);
    return { start: bare, end: Math.max(bare, TO_SPACE.lastIndex) };
  }
  return unquoted(text, bare, separator);
}

function unquoted(
  text: string,
  start: number,
  separator: string,
): Extent | undefined {
  const [value] =
    matchAt(UNQUOTED, text.slice(start, start + LONGEST_VALUE), 0) ?? [];
  if (value === undefined || value.startsWith('{')) return undefined;
  if (text.startsWith(SET_ELSEWHERE, start)) return undefined;
  if (separator !== '=' && PROSE.test(value)) return undefined;
  const length = value.replace(/[)\]},]{1,20}$/, '').length;
  return { start, end: start + (length || value.length) };
}

/** Everything up to a sign that must follow on the same line. */
function upTo(text: string, start: number, sign: string): Extent | undefined {
  const end = text.slice(start, start + LONGEST_VALUE).search(/[<\n]/);
  return end > 0 && text[start + end] === sign
    ? { start, end: start + end }
    : undefined;
}

/** Where a quoted value ends: at the first quote with no more escapes than the opening one, or else with its line. */
function closingOf(
  text: string,
  start: number,
  quote: string,
  escapes: number,
): number {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  for (let i = start; i < limit; i++) {
    if (text[i] === '\n') return i;
    if (text[i] !== quote) continue;
    let before = 0;
    while (before <= i - start && text[i - 1 - before] === '\\') before++;
    if (escapes === 0 ? before % 2 === 0 : before <= escapes)
      return i - (escapes === 0 ? 0 : before);
  }
  return limit;
}

function afterScheme(text: string, start: number, name: PrivateName): number {
  if (name !== 'authorization') return start;
  return matchAt(SCHEME, text, start) ? SCHEME.lastIndex : start;
}

function headerOf(text: string, at: number, name: PrivateName): Extent {
  const start = afterScheme(text, at, name);
  const pattern = name === 'cookie' || start === at ? TO_LINE_END : TO_SPACE;
  const [value = ''] = matchAt(pattern, text, start) ?? [];
  const length = value.replace(/["'`)\]},]{1,20}$/, '').length;
  return { start, end: start + length };
}

/** A YAML block scalar: the lines below that are indented. */
function blockOf(text: string, at: number): Extent | undefined {
  if (!matchAt(BLOCK, text, at)) return undefined;
  const start = BLOCK.lastIndex;
  const lines = matchAt(BLOCK_LINES, text, start);
  return lines ? { start, end: start + lines[0].trimEnd().length } : undefined;
}
