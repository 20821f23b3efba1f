import { looksChosen, looksDrawn } from './looksChosen';
import { PrivateName, isCredential } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

/** Of a value that is not closed. */
const LONGEST_VALUE = 4_096;

/** What languages write between a name and its value: the tag or the anchor of YAML, a type, a colour's code, an address in memory, calls, and the first field of an object. */
const LEAD =
  /(?:!{1,2}[a-z]{2,20} (?=\S)|&[a-z]\w{0,30} (?=\S)|[A-Za-z][\w.<>?[\]]{0,40}\s{0,3}=\s{0,3}(?=["'`])|0x[0-9a-f]{2,16} (?=")|\{\s{0,20}\\{0,7}["']?(?:value|val|text|string|str|plain|content|data|default|current|raw|secret|[SNB_$])\\{0,7}["']?\s{0,3}(?::|=>?)\s{0,3}(?=\\{0,7}["'])|(?:(?:new |\$ ?)?[\w.:]{1,40}\((?:\d{1,9}\) ?)?){1,3}(?=\\{0,7}["'`])){1,2}/y;
/** A quote, with what languages write before one: `b'…'`, `Some("…")`, `string(9) "…"`, `<<"…"`. */
const OPENING = /\[?(?:(?:<<|[bru@$]{1,2})(?=\\{0,7}["'`]))?(\\{0,7})(["'`]?)/y;
const BLANKS = /[ \t]{0,60}(?:\r?\n[ \t]{1,40}(?=\w{1,30}\(\d{1,9}\) "))?/y;
/** A value that stands alone, below its name. */
const NEXT_LINE =
  /[ \t]{0,40}\\{0,2}\r?\n[ \t]{1,40}(?:- )?["']?([^\s:"'|<>#{[-][^\s:"']{2,200})["']?[ \t]{0,40}(?:\r?\n|$)/dy;
/** As ODBC writes values with signs of its own in them. */
const BRACED = /\{((?:[^{}\s"'=:]|\}\}){1,200})\}/dy;
/** What leads from a quoted value to the next one of a list, or to the one that replaces it. */
const NEXT_OF_LIST = /\\{0,7}["'`],\s{0,40}\\{0,7}["'`]/y;
const REPLACED_BY =
  /\\{0,7}["'`][ \t]{0,4}(?:(?:->|→|[+.&]|\|\||\\)?[ \t]{0,4}(?:\r?\n[ \t]{0,60})?)(?:->|→|[+.&]|\|\|)?[ \t]{0,4}\\{0,7}["'`]/y;
/** Bytes that are written one by one. */
const BYTES =
  /\[?\s{0,8}(?:0x)?(?:[0-9a-f]{2}(?:[: ][0-9a-f]{2}){5,2000}|\d{1,3}(?:,? \d{1,3}|,\d{1,3}){7,2000}|0x[0-9a-f]{2}(?:, ?0x[0-9a-f]{2}){5,2000})/iy;
const BLOCK = /[ \t]{0,8}(?:![\w/:.-]{1,40} )?[|>][+-]?[ \t]{0,8}\r?\n/y;
const BLOCK_LINES = /(?:[ \t]+[^\n]{0,4000}(?:\n|$)|[ \t]{0,40}\n){1,500}/y;
const UNQUOTED =
  /(?:[^\s"'`&;<>,\\]|&(?!&|[\w.%[\]-]{1,60}=|#?\w{2,6};|[\s"'`]|$)|<(?!\/|[a-z]{2,7}-[0-9a-f]{8})|>|,(?!\s|["'{\w.-]{1,40}[=:]|$)|\\(?!["']|[nrt]))+/y;
const TO_SPACE = /[^\s]{1,4096}/y;
const TO_LINE_END = /[^\r\n"'`\\\]]{1,4096}/y;
const DIGEST = /Digest[ \t]+[^\r\n]{1,4096}/iy;
const SCHEME =
  /(?:Bearer|Basic|Digest|Token|Negotiate|NTLM|ApiKey|AWS4-HMAC-SHA256)[ \t]+/iy;
const ENVIRONMENT_LINE =
  /(?:^|\n)(?:export |[\w:.TZ+-]{1,40} )?[A-Z_]{1}[A-Z0-9_]{1,80}=$/;

/** Words that follow a private name and a colon in sentences. */
const PROSE =
  /^(?:a|an|and|any|are|authentication|authorization|bad|been|but|can|cannot|could|couldn't|denied|does|doesn't|empty|error|expected|expired|failed|failure|for|forbidden|found|from|has|have|http|https|if|illegal|in|incorrect|invalid|is|it|malformed|may|mismatch|missing|must|no|not|of|open|or|permission|please|read|rejected|rpc|signature|should|stat|the|this|timeout|to|token|too|unable|unauthorized|unexpected|unknown|unsupported|user|using|was|while|will|with|wrong|x509|yaml|json):?$/i;

/** What makes a message of the words up to a name: they tell that something about a credential failed or that there is none, or the name is that of an object. */
const COMPLAINT =
  /(?:\b(?:failed|unable|failure|refused) to|\b(?:cannot|can't|could not|couldn't|error [a-z]{2,20}ing|non-?existent|missing|requires?|needs?)) (?:(?!(?:with|using|by|as|log|login|sign|auth|connect)\b|authenticat)[a-z-]{1,20} ){0,4}$|\b(?:volume|container|pod|secret|configmap|serviceaccount|mount) \\{0,3}["']$/i;
const FIRST_WORD = /[ \t]{0,4}([^\s"'`\\]{1,200})/y;

/** Whether what stands behind a name and a colon tells why something failed: `failed to fetch token: not found`. */
export function isOfComplaint(
  text: string,
  start: number,
  behind: number,
): boolean {
  if (!COMPLAINT.test(text.slice(Math.max(0, start - 100), start)))
    return false;
  const word = matchAt(FIRST_WORD, text, behind)?.[1];
  return !(
    word === undefined ||
    looksChosen(word) ||
    looksDrawn(word) ||
    matchAt(SCHEME, text, behind + 1)
  );
}

/** What follows `password =` in a program. */
const CODE =
  /^(?:(?:await|new|null|password|token|secret)$|function\b|self\.|this\.)/;

const CDATA = '<![CDATA[';

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
  push(text, extent, name, spans);
  const isList = text.slice(at, extent.start).trimStart().startsWith('[');
  const between = isList ? NEXT_OF_LIST : REPLACED_BY;
  findFurther(text, extent.end, between, name, spans);
}

function push(text: string, extent: Extent, name: PrivateName, spans: Span[]) {
  const value = text.slice(extent.start, extent.end);
  if (value === '' || isPseudonym(value) || !isCredential(value, name)) return;
  spans.push({ ...extent, class: 'credential' });
}

/** The quoted values that belong with the one that ends here. */
function findFurther(
  text: string,
  end: number,
  between: RegExp,
  name: PrivateName,
  spans: Span[],
) {
  for (let at = end; matchAt(between, text, at);) {
    const start = between.lastIndex;
    const escapes = /\\*$/.exec(text.slice(at, start - 1))?.[0].length ?? 0;
    at = closingOf(text, start, text[start - 1], escapes);
    push(text, { start, end: at }, name, spans);
  }
}

type Extent = Pick<Span, 'start' | 'end'>;

function extentOf(
  text: string,
  at: number,
  name: PrivateName,
  separator: string,
): Extent | undefined {
  if (separator === '>')
    return upTo(text, at + (text.startsWith(CDATA, at) ? CDATA.length : 0));
  matchAt(BLANKS, text, at);
  const behind = BLANKS.lastIndex;
  const lead = matchAt(LEAD, text, behind) ? LEAD.lastIndex : behind;
  const opening = matchAt(OPENING, text, lead);
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
  if (quote === '' && lead === behind) {
    const below = nextLineOf(text, at, separator);
    if (below) return below;
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
  if (matchAt(BYTES, text, start)) return { start, end: BYTES.lastIndex };
  const [value] =
    matchAt(UNQUOTED, text.slice(start, start + LONGEST_VALUE), 0) ?? [];
  if (value === undefined) return undefined;
  if (value.startsWith('{'))
    return separator === '=' ? firstGroup(BRACED, text, start) : undefined;
  if (text.startsWith(SET_ELSEWHERE, start)) return undefined;
  if (CODE.test(value) || (separator !== '=' && PROSE.test(value)))
    return undefined;
  const length = value.replace(/[)\]},]{1,20}$/, '').length;
  return { start, end: start + (length || value.length) };
}

/** Everything up to the end of an element on the same line. */
function upTo(text: string, start: number): Extent | undefined {
  const end = text.slice(start, start + LONGEST_VALUE).search(/\]\]>|<[/!]|\n/);
  return end > 0 && text[start + end] !== '\n'
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
    if (text[i] === '\n' && text[i - 1] !== '\\') return i;
    if (text[i] !== quote) continue;
    if (escapes === 0 && i > start && quote === "'" && text[i + 1] === quote) {
      i++;
      continue;
    }
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
  const [digest] = matchAt(DIGEST, text, at) ?? [];
  if (digest !== undefined) return { start: at, end: at + digest.length };
  const start = afterScheme(text, at, name);
  const pattern = name === 'cookie' || start === at ? TO_LINE_END : TO_SPACE;
  const [value = ''] = matchAt(pattern, text, start) ?? [];
  const length = value.replace(/["'`)\]},]{1,20}$/, '').length;
  return { start, end: start + length };
}

function firstGroup(
  pattern: RegExp,
  text: string,
  at: number,
): Extent | undefined {
  const [start, end] = matchAt(pattern, text, at)?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** A scalar on the line below its name. */
function nextLineOf(
  text: string,
  at: number,
  separator: string,
): Extent | undefined {
  const extent = firstGroup(NEXT_LINE, text, at);
  if (!extent) return undefined;
  const value = text.slice(extent.start, extent.end);
  return separator === '=' || looksChosen(value) || looksDrawn(value)
    ? extent
    : undefined;
}

/** A YAML block scalar: the lines below that are indented. */
function blockOf(text: string, at: number): Extent | undefined {
  if (!matchAt(BLOCK, text, at)) return undefined;
  const start = BLOCK.lastIndex;
  const lines = matchAt(BLOCK_LINES, text, start);
  return lines ? { start, end: start + lines[0].trimEnd().length } : undefined;
}
