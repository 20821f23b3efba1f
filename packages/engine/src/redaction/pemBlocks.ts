import { Span } from './spans';

const BEGIN =
  /-----BEGIN ((?:[A-Z0-9]{1,20} ){0,4})(PRIVATE KEY(?: BLOCK)?|CERTIFICATE)-----/g;
const END_OF_KEY =
  /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const LONGEST_BLOCK = 40_000;
/** A line of a block, whatever a log writer put before it. */
const BLOCK_LINE =
  /(?:^|[\s"'|>])[A-Za-z0-9+/]{16,80}={0,2}(?:\\n|\\r|["',\s])*$/;

/** Finds private keys and certificates, which may be spread over many lines of a log or cut off at either end. */
export function findPrivateBlocks(text: string, spans: Span[]): void {
  if (!text.includes('-----')) return;
  let done = 0;
  for (const begin of text.matchAll(BEGIN)) {
    const start = begin.index;
    if (start < done) continue;
    const isKey = begin[2] !== 'CERTIFICATE';
    const end = endOf(text, start + begin[0].length, isKey);
    spans.push({ start, end, class: isKey ? 'credential' : 'opaque' });
    done = end;
  }
  for (const end of text.matchAll(END_OF_KEY))
    if (end.index >= done) {
      spans.push({
        start: startOfLines(text, end.index, done),
        end: end.index + end[0].length,
        class: 'credential',
      });
      done = end.index + end[0].length;
    }
}

function endOf(text: string, from: number, isKey: boolean): number {
  const rest = text.slice(from, from + LONGEST_BLOCK);
  const closing = /-----END [A-Z0-9 ]{4,80}-----/.exec(rest);
  if (closing) return from + closing.index + closing[0].length;
  return isKey ? from + rest.length : from;
}

/** Where the lines of a block begin whose first line was cut off. */
function startOfLines(text: string, end: number, notBefore: number): number {
  let start = text.lastIndexOf('\n', end - 1) + 1;
  if (start <= notBefore) return Math.max(notBefore, end - LONGEST_BLOCK);
  while (start > notBefore && end - start < LONGEST_BLOCK) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!BLOCK_LINE.test(text.slice(before, start - 1).slice(-400))) break;
    start = Math.max(before, notBefore);
  }
  return start;
}
