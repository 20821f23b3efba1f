import { looksDrawn } from './looksChosen';
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
/** What a user and a password are assigned to as a list. */
const PAIR = /(?:log_?in|(?<!o)auth(?:_\w+|entication)?|credentials?)$/i;
/** Of the calls that are named so, those that are known to take both. */
const CALL_OF_PAIR =
  /(?:^|[\W_])login$|credentials?$|basic_?auth\w*$|[.>]auth$/i;
/** What takes a distinguished name and a password. */
const BIND = /bind(?:_s)?$/i;
/** What takes a password behind an address, or a database, and a user. */
const CALL_OF_THREE = /connect\w*$|construct$|sequelize$|login$|credentials?$/i;
const QUOTED = /(["'])([^"'\n]{0,200})\1/dg;
/** Addresses, and names of objects. */
const NO_PASSWORD = /[:=/]|^[a-z0-9]+(?:-[a-z0-9]+)+$/;
const NAME_BEFORE = /[\w-]["']?\s{0,4}(?:=>?|:)\s{0,4}[bru]?$/;
const NAME_ITSELF = /^\s{0,4}(?:=>?|:)/;

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
    for (const { index, indices } of text.matchAll(pattern)) {
      const [, endOfName] = indices?.[1] ?? [0, 0];
      const [start, end] = indices?.[2] ?? [0, 0];
      const name = text.slice(Math.max(0, index - 20), endOfName);
      const isCall = text[endOfName] === '(';
      findInCall({ name, isCall, text: text.slice(start, end) }, start, spans);
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

interface Call {
  /** With a few signs before it. */
  name: string;
  /** Otherwise a list is assigned to the name. */
  isCall: boolean;
  /** The arguments. */
  text: string;
}

/** At the place of a password among arguments without names, or elsewhere when it looks drawn. Of those with names the name tells. */
function findInCall(call: Call, offset: number, spans: Span[]) {
  const literals = [...call.text.matchAll(QUOTED)].filter(
    ({ 0: { length }, index }) =>
      !NAME_BEFORE.test(call.text.slice(Math.max(0, index - 20), index)) &&
      !NAME_ITSELF.test(call.text.slice(index + length, index + length + 8)),
  );
  const expected = placeOfPassword(
    call,
    literals.map(each => each[2]),
  );
  for (const [place, { 2: literal, indices }] of literals.entries()) {
    const range = indices?.[2];
    if (!range || literal === '' || isPseudonym(literal)) continue;
    if (
      place === expected ||
      (looksDrawn(literal) && !NO_PASSWORD.test(literal))
    )
      spans.push({
        start: offset + range[0],
        end: offset + range[1],
        class: 'credential',
      });
  }
}

function placeOfPassword({ name, isCall }: Call, literals: readonly string[]) {
  const word = /\w*$/.exec(name)?.[0] ?? name;
  const count = literals.length;
  if (count === 1) return privateNameOf(word) === 'password' ? 0 : undefined;
  if (count === 2) {
    if (BIND.test(word)) return literals[0].includes('=') ? 1 : undefined;
    const proves = isCall ? CALL_OF_PAIR.test(name) : PAIR.test(word);
    return proves && /^[\w.@-]+$/.test(literals[0]) ? 1 : undefined;
  }
  if (count === 0 || !isCall || !CALL_OF_THREE.test(word)) return undefined;
  return count === 4 && /credentials?$/i.test(word) ? 3 : 2;
}
