import { isLikely } from './Mention';
import { isCredential, privateNameOf } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

const MAY_HOLD_ONE =
  /VALUES|values|binding param|(?:onnect|onstruct|ogin|bind|uthenticate|redentials?|equelize|uth|assword|asswd|PASSWORD)\w{0,20}(?:\(| {0,2}[=:] {0,2}(?:Some\()?[([])|\{auth\w{0,20},/;
const INSERT =
  /\(([^()]{3,2000})\)\s{0,20}VALUES\s{0,20}\(((?:'[^']{0,2000}'|[^()']){3,2000})\)/dgi;
/** A quoted or bare value between commas. */
const LITERAL =
  /\s*(?:'((?:[^'\\]|''|\\.)*)'|"((?:[^"\\]|\\.)*)"|[^,]*)\s*(?:,|$)/dy;
const BOUND =
  /binding parameter [[(]\d{1,4}[^\n]{0,60}?(?:-|<-) \[([^\]\n]{1,1000})\]/dg;
const CALL =
  /((?:connect|construct|login|bind|auth|credential|Sequelize|password|passwd)\w{0,20})(?:\(| {0,2}[=:] {0,2}(?:Some\()?[([])([^()[\]\n]{3,1000})[)\]]/dgi;
/** As Erlang prints what a login was tried with. */
const TUPLE = /\{(auth\w{0,20}),([^{}\n]{3,1000})\}/dg;
/** What takes a user and a password. */
const PROOF = /^(?:log_?in|auth\w*|\w*credentials?|\w*connect\w*)$/i;
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
  for (const pattern of [CALL, TUPLE])
    for (const { 1: name, indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[2] ?? [0, 0];
      findInCall(name, text.slice(start, end), start, spans);
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

/** Of what sets a credential, the only argument; of what proves who one is, the second of a user and a password, or the third behind an address. Others only when they look like one. */
function findInCall(name: string, call: string, offset: number, spans: Span[]) {
  const literals = [...call.matchAll(QUOTED)];
  const sets = literals.length === 1 && privateNameOf(name) === 'password';
  const proves = literals.length === 2 && PROOF.test(name);
  for (const [place, { 2: literal, indices }] of literals.entries()) {
    const range = indices?.[2];
    if (!range || literal === '' || isPseudonym(literal)) continue;
    if (
      sets ||
      place === 2 ||
      (place === 1 && proves && /^[\w.@-]+$/.test(literals[0][2])) ||
      (isLikely(literal) && !/[:=/]/.test(literal))
    )
      spans.push({
        start: offset + range[0],
        end: offset + range[1],
        class: 'credential',
      });
  }
}
