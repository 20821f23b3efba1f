import { looksDrawn } from './looksChosen';
import { Mention, credentialAt, isLikely } from './Mention';
import {
  ALONE,
  ANNOUNCED,
  BARE_PAIR,
  CELL,
  CODES_BELOW,
  ENDS_NAMING,
  FIELD,
  IS,
  LINE_START,
  LIST_BELOW,
  NEXT,
  OPENS_PAIR,
  PAIR,
  PART,
  PRINTED,
  QUOTED_DIRECTIVE,
  REST_OF_LINE,
  SAID_BEFORE,
  SAID_BEHIND,
  SECOND_OF_TWO,
  SETS_VARIABLE,
  SIBLING,
  SURE,
  VALUE_BEFORE,
} from './mentionForms';
import { isNameOfDigest, privateNameOf } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';
import { TableReader } from './TableReader';
import { findValue } from './values';

const MENTION =
  /[Pp]ass|PASS|[Pp]wd|PWD|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]eys?(?=[^a-z]|$|new|old|value|prod|base|data)|KEY|[Cc]odes?(?=[^a-z]|$|base64|value|new|prod)|CODE|PSK|[Cc]ommunity|[Cc]red|CRED|[Ss]ession|SESSION|[Kk]ennwort/g;
const NAME_BEFORE = /[A-Za-z0-9_.-]{0,60}$/;
const NAME_BEHIND = /[A-Za-z0-9_.-]{0,60}/y;
const SECOND_WORD = /^(?:keys?|phrase|codes?)$/i;
const WORD_BEFORE = /([A-Za-z]{2,20}) $/;
/** What no word of a sentence looks like. */
const IDENTIFIER = /[._-]|[a-z][A-Z]|^[A-Z]{3,}$/;
/** In texts about a cluster, what follows is the name of an object. */
const OBJECT = /^(?:secrets?|credentials?)$/i;

/**
 * Finds the values of private names that are mentioned with neither `=` nor `:` right behind them: in columns and tables, pairs, lines of directives, and sentences.
 * In most of these a value must look like one, for sentences speak of credentials without telling them.
 */
export function findMentions(text: string, spans: Span[]): void {
  const tables = new TableReader(text);
  MENTION.lastIndex = 0;
  for (let match = MENTION.exec(text); match; match = MENTION.exec(text)) {
    const { index } = match;
    const before = text.slice(Math.max(0, index - 60), index);
    const start = index - (NAME_BEFORE.exec(before)?.[0].length ?? 0);
    NAME_BEHIND.lastIndex = index;
    NAME_BEHIND.exec(text);
    const end = NAME_BEHIND.lastIndex;
    MENTION.lastIndex = end;
    const name = text.slice(start, end).replace(/[.-]+$/, '');
    const meaning =
      isPseudonym(`<${name}>`) || isNameOfDigest(text, start)
        ? undefined
        : meaningOf(text, start, name);
    if (meaning)
      findBehind(
        { text, start, end: start + name.length, name, meaning },
        tables,
        spans,
      );
  }
}

function meaningOf(text: string, start: number, name: string) {
  if (!SECOND_WORD.test(name)) return privateNameOf(name.replace(/^-+/, ''));
  const first = WORD_BEFORE.exec(text.slice(Math.max(0, start - 24), start));
  return privateNameOf(first ? `${first[1]}_${name}` : name);
}

function findBehind(mention: Mention, tables: TableReader, spans: Span[]) {
  const { text, end, meaning } = mention;
  const sure = endOf(SURE, text, end);
  if (sure !== undefined) {
    findValue(text, sure, meaning, '=', spans);
    return;
  }
  const sibling = text[end] === '<' ? endOf(SIBLING, text, end) : undefined;
  if (sibling !== undefined) {
    findValue(text, sibling, meaning, '>', spans);
    return;
  }
  const before = text.slice(Math.max(0, mention.start - 400), mention.start);
  const found =
    (ENDS_NAMING.test(before)
      ? valueBefore(VALUE_BEFORE, mention, before, isAny)
      : undefined) ??
    (OPENS_PAIR.test(before.slice(-30))
      ? valueBehind(
          SECOND_OF_TWO,
          mention,
          OBJECT.test(mention.name) ? isLikely : isNoField,
        )
      : undefined) ??
    valueApart(mention, before);
  if (found) spans.push(found);
  tables.find(mention, spans);
  findLines(mention, spans);
}

function endOf(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A value that stands somewhere behind its name, with nothing between that says so. */
function valueApart(mention: Mention, before: string): Span | undefined {
  const { name } = mention;
  const isWord = !IDENTIFIER.test(name);
  const isObject = OBJECT.test(name);
  const isDirective = LINE_START.test(before.slice(-60)) && !isObject;
  const mayBeWord = SETS_VARIABLE.test(before.slice(-60));
  return (
    valueBehind(PART, mention, () => true) ??
    (isDirective && !isWord
      ? (valueBehind(REST_OF_LINE, mention, mayBeWord ? isAny : isNoWord) ??
        valueBehind(QUOTED_DIRECTIVE, mention, isAny))
      : undefined) ??
    (isDirective
      ? valueBehind(QUOTED_DIRECTIVE, mention, isNoWord)
      : undefined) ??
    valueBehind(CELL, mention, isLikely) ??
    valueBehind(PAIR, mention, isLikely) ??
    (/[[(]$/.test(before)
      ? valueBehind(BARE_PAIR, mention, isLikely)
      : undefined) ??
    valueBehind(IS, mention, mayBeSaid) ??
    (isObject ? undefined : valueBehind(NEXT, mention, isLikely)) ??
    valueBehind(ANNOUNCED, mention, isAnnounced) ??
    valueBehind(ALONE, mention, isAlone) ??
    (mention.meaning === 'key'
      ? undefined
      : (valueBehind(
          PRINTED,
          mention,
          before.endsWith('$') ? isAlone : isAnnounced,
        ) ??
        (isWord && !isObject && endOf(SAID_BEHIND, mention.text, mention.end)
          ? valueBefore(SAID_BEFORE, mention, before.slice(-160), isSaid)
          : undefined)))
  );
}

function isAny() {
  return true;
}

function mayBeSaid(value: string) {
  return isLikely(value) || /^\d{4,8}\.?$/.test(value);
}

const NAME_OF_OBJECT = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Names of objects, and what is told of them, follow each other in messages too. */
function isAnnounced(value: string) {
  return looksDrawn(value) && !NAME_OF_OBJECT.test(value);
}

function isSaid(value: string) {
  return isLikely(value) && !NAME_OF_OBJECT.test(value);
}

function isAlone(value: string) {
  return NAME_OF_OBJECT.test(value) ? looksDrawn(value) : isLikely(value);
}

function isNoWord(value: string) {
  return !/^[a-z]+$|\//.test(value) && !/^[=:]/.test(value);
}

function isNoField(value: string) {
  return !FIELD.test(value);
}

const LINE_OF_LIST =
  /\s{0,60}(?:\d{1,2}[.)] |[-*] )?(\S{6,100})[ \t]{0,20}(?:\r?\n|$)/dy;
const MOST_LINES = 30;

/** Names of settings, of which messages list those that are missing or unknown. */
const NAME_OF_SETTING = /^[\w-]+(?:\.[\w-]+)+$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

function mayBeKey(value: string) {
  return !NAME_OF_SETTING.test(value);
}

/** Finds the lines of a list below the name of many: recovery codes, keys. */
function findLines({ text, end, name, meaning }: Mention, spans: Span[]) {
  if (!/(?:code|key|token|password|passwd)s$/i.test(name)) return;
  const isCodes = meaning === 'password' && /codes$/i.test(name);
  let at = endOf(isCodes ? CODES_BELOW : LIST_BELOW, text, end);
  for (let i = 0; at !== undefined && i < MOST_LINES; i++) {
    LINE_OF_LIST.lastIndex = at;
    const range = LINE_OF_LIST.exec(text)?.indices?.[1];
    const found =
      range &&
      credentialAt(
        text,
        range,
        meaning,
        meaning === 'key' ? mayBeKey : isLikely,
      );
    if (!found) return;
    spans.push(found);
    at = LINE_OF_LIST.lastIndex;
  }
}

function valueBehind(
  pattern: RegExp,
  { text, end, meaning }: Mention,
  seems: (value: string) => boolean,
): Span | undefined {
  pattern.lastIndex = end;
  const indices = pattern.exec(text)?.indices;
  const range = lastOf(indices);
  return range && credentialAt(text, range, meaning, seems);
}

/** Of the last group that took part. */
function lastOf(indices: RegExpIndicesArray | undefined) {
  return indices?.slice(1).findLast(each => each !== undefined);
}

function valueBefore(
  pattern: RegExp,
  { text, start, meaning }: Mention,
  before: string,
  seems: (value: string) => boolean,
): Span | undefined {
  const range = lastOf(pattern.exec(before)?.indices);
  if (!range) return undefined;
  const offset = start - before.length;
  return credentialAt(
    text,
    [offset + range[0], offset + range[1]],
    meaning,
    seems,
  );
}
