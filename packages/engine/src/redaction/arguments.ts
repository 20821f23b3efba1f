import { looksChosen, looksDrawn } from './looksChosen';
import { findPair, findSecondArgument } from './pairs';
import { privateNameOf } from './privateNames';
import { Span } from './spans';
import { findValue } from './values';

const MINUS = 45;
const COMMA = 44;
const BRACE = 123;
const QUOTE = 34;
const LESS = 60;
const SPACE = 32;
const FLAG_GAP =
  /(?:[ \t]+(?=\S)|\r?\n[ \t]{0,40}- +(?=\S)|\\{0,3}["'],?\s{0,20}\\{0,3}["'](?=[^\s"']))/y;
const QUOTED_GAP = /[ \t]{1,4}(?=\\{0,3}["'])/y;
const WORD_GAP = /[ \t]{1,4}(?=[^\s=:])/y;
const ARGUMENT = /[ \t]{0,4}["']?([^\s"']{1,200})/dy;
const USER_FLAG = /^(?:-u|--user|--proxy-user|-U|--creds)$/;
const USER_AND_PASSWORD =
  /(["'])[^\s:"']{1,100}:((?:(?!\1)[^\n\\]){1,300})\1|["']?[^\s:"']{1,100}:((?!\/\/)[^\s"']{1,300})/dy;
const SHORT_FLAG = /^-[pawP]/;
/** Programs that take a password behind `-p`, `-a` or `-w`. */
const PROGRAM =
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|sshpass|redis-cli|mongo|mongosh|mongodump|mongorestore|ldapsearch|ldapmodify|ldapwhoami|docker login|podman login|helm registry login|skopeo login|smbclient|sqlcmd|bcp|cqlsh)\b[^\n|]{0,200}$/;
/** What stands before a credential and a space: schemes of authentication, words of SQL, and directives. */
const LEADING =
  /(?:(bearer|basic)|(by|password|passwd|pwd|pass)|(auth|login|connect|credentials?|creds|as|with)|requirepass|masterauth|sasl_password|bindpw) /iy;
/** What makes of `as` and `with` words about a login. */
const LOGS_IN =
  /(?:log(?:ged|ging)?[- ]?in|login|sign(?:ed|ing)?[- ]?in|authenticat\w{1,5}|connect\w{0,3}) $/i;
const PREPOSITION = /^(?:as|with)$/i;
const IDENTIFIED = /identified $/i;
/** What follows `Bearer` or `Basic` in a header, and not in a sentence. */
const SCHEME_VALUE = /[ \t]{1,3}([A-Za-z0-9._~+/=-]{8,8000})/dy;

/** A user, named by a flag before. */
const USER_BEFORE =
  /(?:^|\s)(?:-[uU]\S{0,60}|-[Dl]\s|--?(?:user|username|login|account)(?:=|\s)\S{1,100})[^\n|;]{0,160}$/;
const NO_PASSWORD = /^[\w.-]*:\d{1,5}(?::\d{1,5})?$/;

/** Whether a flag of one letter takes a password where a user was named before it, and the value looks like one. */
export function isPasswordOfUser(
  flag: string,
  value: string,
  before: string,
): boolean {
  return (
    SHORT_FLAG.test(flag) &&
    looksLikePassword(value) &&
    USER_BEFORE.test(before)
  );
}

function looksLikePassword(value: string) {
  return !NO_PASSWORD.test(value) && (looksChosen(value) || looksDrawn(value));
}

/** Whether what stands behind a short flag, or at once in it, is a password for the program before it. */
export function isPasswordFlag(flag: string, before: string): boolean {
  return SHORT_FLAG.test(flag) && PROGRAM.test(before);
}

/** Finds a credential that follows a run after a space: of a flag, a directive, a statement or a scheme of authentication. */
export function findArgument(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  if (text.charCodeAt(start) === MINUS) {
    findFlag(text, start, end, spans);
    return;
  }
  if (text.charCodeAt(end) === COMMA && text.charCodeAt(start - 1) === BRACE)
    findInTuple(text, start, end, spans);
  if (text.charCodeAt(end) !== SPACE) return;
  const size = end - start;
  if (size < 2 || size > 13) return;
  LEADING.lastIndex = start;
  const leading = LEADING.exec(text);
  if (!leading) return;
  const [, scheme, word, login] = leading;
  if (scheme || login) findLogin(text, start, end, spans);
  if (login) return;
  if (scheme) findScheme(text, end, spans);
  else
    findBehind(
      word && !IDENTIFIED.test(text.slice(Math.max(0, start - 12), start))
        ? QUOTED_GAP
        : WORD_GAP,
      text,
      end,
      spans,
    );
}

function findLogin(text: string, start: number, end: number, spans: Span[]) {
  const word = text.slice(start, end);
  if (
    !PREPOSITION.test(word) ||
    LOGS_IN.test(text.slice(Math.max(0, start - 20), start))
  )
    findPair(text, end, word, spans);
  if (text.startsWith('login', start)) findSecondArgument(text, end, spans);
}

/** `{password,"…"}` or `{password,<<"…">>}`, as Erlang writes a pair. */
function findInTuple(text: string, start: number, end: number, spans: Span[]) {
  const next = text.charCodeAt(end + 1);
  if (end - start > 100 || !(next === QUOTE || next === LESS)) return;
  const meaning = privateNameOf(text.slice(start, end));
  if (meaning) findValue(text, end + 1, meaning, ',', spans);
}

function findFlag(text: string, start: number, end: number, spans: Span[]) {
  if (end - start > 100) return;
  const flag = text.slice(start, end);
  if (flag.includes('=')) return;
  if (USER_FLAG.test(flag)) findUser(text, end, spans);
  else if (SHORT_FLAG.test(flag)) findShortFlag(text, start, end, flag, spans);
  const meaning = privateNameOf(flag.replace(/^-+/, ''));
  FLAG_GAP.lastIndex = end;
  if (!meaning || !FLAG_GAP.test(text)) return;
  if (text.charCodeAt(FLAG_GAP.lastIndex) === MINUS) return;
  findValue(text, FLAG_GAP.lastIndex, meaning, ' ', spans);
}

function findUser(text: string, end: number, spans: Span[]) {
  FLAG_GAP.lastIndex = end;
  const at = FLAG_GAP.test(text) ? FLAG_GAP.lastIndex : end + 1;
  USER_AND_PASSWORD.lastIndex = at;
  const indices = USER_AND_PASSWORD.exec(text)?.indices;
  const range = indices?.[2] ?? indices?.[3];
  if (range)
    spans.push({ start: range[0], end: range[1], class: 'credential' });
}

function findShortFlag(
  text: string,
  start: number,
  end: number,
  flag: string,
  spans: Span[],
) {
  const before = text.slice(Math.max(0, start - 260), start);
  if (!isPasswordFlag(flag, before)) {
    const from = flag.length > 2 ? start + 2 : end + 1;
    ARGUMENT.lastIndex = from;
    const range = ARGUMENT.exec(text)?.indices?.[1];
    if (range && isPasswordOfUser(flag, text.slice(...range), before))
      spans.push({ start: range[0], end: range[1], class: 'credential' });
    return;
  }
  if (flag.length > 2)
    spans.push({ start: start + 2, end, class: 'credential' });
  else findBehind(WORD_GAP, text, end, spans);
}

function findBehind(gap: RegExp, text: string, end: number, spans: Span[]) {
  gap.lastIndex = end;
  if (gap.test(text)) findValue(text, gap.lastIndex, 'password', ' ', spans);
}

function findScheme(text: string, end: number, spans: Span[]) {
  SCHEME_VALUE.lastIndex = end;
  const match = SCHEME_VALUE.exec(text);
  const range = match?.indices?.[1];
  if (!match || !range || /^[a-z]+$|^[A-Z]?[a-z]+$/.test(match[1])) return;
  spans.push({ start: range[0], end: range[1], class: 'credential' });
}
