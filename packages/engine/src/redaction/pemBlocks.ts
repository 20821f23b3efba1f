import { Span } from './spans';

/** Where a private key or a certificate begins or ends. */
const MARK =
  /-----(BEGIN|END) ((?:[A-Z0-9]{1,20} ){0,4}(PRIVATE KEY(?: BLOCK)?|CERTIFICATE))-----/g;
const LONGEST_BLOCK = 40_000;
/** A line of a block, whatever a log writer put before it. */
const BLOCK_LINE =
  /(?:^|[\s"'|>])[A-Za-z0-9+/]{16,80}={0,2}(?:\\n|\\r|["',\s])*$/;

interface Mark {
  start: number;
  end: number;
  opens: boolean;
  label: string;
  isKey: boolean;
}

/** Finds private keys and certificates, which may be spread over many lines of a log or cut off at either end. */
export function findPrivateBlocks(text: string, spans: Span[]): void {
  if (!text.includes('-----')) return;
  const marks = [...text.matchAll(MARK)].map(markOf);
  let done = 0;
  for (const [index, mark] of marks.entries()) {
    const { opens, isKey } = mark;
    if (mark.start < done || !(opens || isKey)) continue;
    const start = opens ? mark.start : startOfLines(text, mark.start, done);
    const end = opens ? endOf(marks, index, text.length) : mark.end;
    spans.push({ start, end, class: isKey ? 'credential' : 'opaque' });
    done = end;
  }
}

function markOf(match: RegExpExecArray): Mark {
  const [written, verb, label, kind] = match;
  return {
    start: match.index,
    end: match.index + written.length,
    opens: verb === 'BEGIN',
    label,
    isKey: kind !== 'CERTIFICATE',
  };
}

/** Of a key without an end, all that may belong to it; of such a certificate, which is public, the mark alone. */
function endOf(marks: readonly Mark[], begin: number, length: number): number {
  const { end, label, isKey } = marks[begin];
  const limit = Math.min(end + LONGEST_BLOCK, length);
  for (let index = begin + 1; index < marks.length; index++) {
    const mark = marks[index];
    if (mark.start >= limit) break;
    if (!mark.opens && mark.label === label) return mark.end;
    if (!isKey) break;
    if (mark.opens) return mark.start;
  }
  return isKey ? limit : end;
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
