import { looksDrawn } from './looksChosen';
import { Mention, credentialAt, isLikely } from './Mention';
import { Span } from './spans';

/** How much of a line is read to find its columns, and how many rows below. */
const LONGEST_ROW = 1_000;
const MOST_ROWS = 30;
const COLUMNS = /[|│┃]|\t|[,;]|[ ]{2,}/;
const RULE = /^[\s|│┃+:=─┼├┤-]*$/;

/** Finds the cells below a private name that heads a column. */
export function findInTable(mention: Mention, spans: Span[]) {
  const { text, start, end, meaning } = mention;
  const head = lineAround(text, start, end);
  const separator = head && COLUMNS.exec(text.slice(head.start, head.end))?.[0];
  if (!head || !separator) return;
  const parts = separator.startsWith('  ') ? / {2,}/ : separator;
  const names = text.slice(head.start, head.end).split(parts);
  const column = text.slice(head.start, end).split(parts).length - 1;
  if (names[column].replace(/["'`]/g, '').trim() !== mention.name) return;
  let at = head.end + 1;
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const next = text.indexOf('\n', at);
    const lineEnd = next < 0 ? text.length : next;
    if (lineEnd - at > LONGEST_ROW) return;
    const line = text.slice(at, lineEnd);
    if (!RULE.test(line)) {
      const cells = line.split(parts);
      if (cells.length !== names.length) return;
      const cell = cells[column].trim().replace(/^["'`]|["'`]$/g, '');
      const from = cell && indexOfCell(line, cells, column, cell);
      const seems = /^(?:secrets?|credentials?)$/i.test(mention.name)
        ? looksDrawn
        : isLikely;
      const found =
        typeof from === 'number' &&
        credentialAt(
          text,
          [at + from, at + from + cell.length],
          meaning,
          seems,
        );
      if (found) spans.push(found);
    }
    at = lineEnd + 1;
  }
}

function lineAround(text: string, start: number, end: number) {
  const before = text.slice(Math.max(0, start - LONGEST_ROW), start);
  const behind = text.slice(end, end + LONGEST_ROW);
  const rest = behind.indexOf('\n');
  if (rest < 0) return undefined;
  const begin = before.lastIndexOf('\n') + 1;
  if (begin === 0 && start > LONGEST_ROW) return undefined;
  return { start: start - before.length + begin, end: end + rest };
}

/** Where the text of a cell begins in its line. */
function indexOfCell(
  line: string,
  cells: readonly string[],
  column: number,
  text: string,
) {
  let at = 0;
  for (let i = 0; i < column; i++)
    at = line.indexOf(cells[i], at) + cells[i].length + 1;
  return line.indexOf(text, at);
}
