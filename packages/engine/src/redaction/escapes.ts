/** Signs that parse a text, as URLs, HTML and JSON write them within one another, and what colours a terminal. */
const ESCAPE =
  /%(?:25){0,3}(2[267F]|3[ABDF]|40|7[BD])|&(quot|amp|apos|#34|#39);|\\{1,7}u00(2[267]|3[A-E])|\\{1,7}x(22|27|3[AD])|(?:(?!\s)\p{Cc}|\\{1,3}(?:u001b|x1b|033|e)|\^\[)\[[\d;]{0,20}m|\\{1,3}0(?=[A-Z_])/giu;

/** Of an escape. Most texts have none of them. */
const BEGINNINGS = ['%', '&', '\\', '\u001b', '^['];

const SEARCH = new RegExp(ESCAPE);

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  apos: "'",
  '#34': '"',
  '#39': "'",
};

/** A line as it reads without escapes. */
export interface DecodedLine {
  text: string;
  /** Where in the whole text a character of the line was written. */
  originOf(at: number): number;
}

/** The lines of a text that have escapes in them. */
export function decodedLines(text: string): DecodedLine[] {
  const lines: DecodedLine[] = [];
  if (!BEGINNINGS.some(each => text.includes(each))) return lines;
  SEARCH.lastIndex = 0;
  for (let match = SEARCH.exec(text); match; match = SEARCH.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const next = text.indexOf('\n', match.index);
    const end = next < 0 ? text.length : next;
    lines.push(decode(text.slice(start, end), start));
    SEARCH.lastIndex = Math.max(end, match.index + 1);
  }
  return lines;
}

function decode(line: string, start: number): DecodedLine {
  /** Behind each escape: where it ends in the decoded line, and how much shorter that is so far. */
  const ends: number[] = [];
  const shortened: number[] = [];
  let text = '';
  let done = 0;
  for (const match of line.matchAll(ESCAPE)) {
    text += line.slice(done, match.index) + signOf(match);
    done = match.index + match[0].length;
    ends.push(text.length);
    shortened.push(done - text.length);
  }
  return {
    text: text + line.slice(done),
    originOf: at => start + at + (shortened[lastUpTo(ends, at)] ?? 0),
  };
}

function signOf(match: RegExpMatchArray): string {
  const [written, percent, entity, unicode, byte] = match;
  if (entity) return ENTITIES[entity.toLowerCase()];
  const code = percent ?? unicode ?? byte;
  if (code) return String.fromCharCode(parseInt(code, 16));
  return written.startsWith('\\') ? ' ' : '';
}

/** The index of the last of these numbers in their order that is not above a limit; -1 when all are. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
