import { looksChosen } from './looksChosen';
import { isCredential, privateNameOf } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

const MAY_HOLD_ONE =
  /VALUES|values|binding param|(?:connect|construct|login|bind|authenticate|Credentials|Sequelize)\w{0,20}\(/;
const INSERT =
  /\(([^()]{3,2000})\)\s{0,20}VALUES\s{0,20}\(((?:'[^']{0,2000}'|[^()']){3,2000})\)/dgi;
/** A quoted or bare value between commas. */
const LITERAL =
  /\s*(?:'((?:[^'\\]|''|\\.)*)'|"((?:[^"\\]|\\.)*)"|[^,]*)\s*(?:,|$)/dy;
const BOUND =
  /binding parameter [[(]\d{1,4}[^\n]{0,60}?(?:-|<-) \[([^\]\n]{1,1000})\]/dg;
const CALL =
  /(?:connect|construct|login|bind|authenticate|Credentials|Sequelize)\w{0,20}\(([^()\n]{3,1000})\)/dgi;
const QUOTED = /(["'])([^"'\n]{0,200})\1/dg;

/** Finds credentials that stand where a statement or a call expects them: in the columns of an `INSERT`, among bound parameters, and among the arguments of what connects and logs in. */
export function findStatements(text: string, spans: Span[]): void {
  if (!MAY_HOLD_ONE.test(text)) return;
  for (const { 1: columns, indices } of text.matchAll(INSERT)) {
    const [start, end] = indices?.[2] ?? [0, 0];
    findInRow(text.slice(start, end), start, columns.split(','), spans);
  }
  for (const { indices } of text.matchAll(BOUND)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    if (!isPseudonym(text.slice(start, end)))
      spans.push({ start, end, class: 'setting' });
  }
  for (const { indices } of text.matchAll(CALL)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    findInCall(text.slice(start, end), start, spans);
  }
}

function findInRow(
  row: string,
  offset: number,
  columns: readonly string[],
  spans: Span[],
) {
  LITERAL.lastIndex = 0;
  for (const column of columns) {
    const indices = LITERAL.exec(row)?.indices;
    const range = indices?.[1] ?? indices?.[2];
    if (!indices) return;
    const meaning = privateNameOf(column.trim().replace(/[`"[\]]/g, ''));
    if (!range || !meaning) continue;
    const value = row.slice(...range);
    if (!isPseudonym(value) && isCredential(value, meaning))
      spans.push({
        start: offset + range[0],
        end: offset + range[1],
        class: 'credential',
      });
  }
}

/** The third is the password, behind an address and a user; others only when they look like one. */
function findInCall(call: string, offset: number, spans: Span[]) {
  let place = 0;
  for (const { 2: literal, indices } of call.matchAll(QUOTED)) {
    const range = indices?.[2];
    place++;
    if (!range || isPseudonym(literal)) continue;
    if (place === 3 || (looksChosen(literal) && !/[:=/]/.test(literal)))
      spans.push({
        start: offset + range[0],
        end: offset + range[1],
        class: 'credential',
      });
  }
}
