import { looksChosen, looksDrawn } from './looksChosen';
import { PrivateName, isCredential, privateNameOf } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';
import { findValue } from './values';

const MENTION =
  /[Pp]ass|PASS|[Pp]wd|PWD|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]ey(?![a-z])|KEY|[Cc]ode(?![a-z])|PSK|[Cc]ommunity|[Cc]redential/g;
const NAME_BEFORE = /[A-Za-z0-9_.-]{0,60}$/;
const NAME_BEHIND = /[A-Za-z0-9_.-]{0,60}/y;
const SECOND_WORD = /^(?:keys?|phrase|codes?)$/i;
const WORD_BEFORE = /([A-Za-z]{2,20}) $/;
/** What no word of a sentence looks like. */
const IDENTIFIER = /[._-]|[a-z][A-Z]|^[A-Z]{3,}$/;
/** In texts about a cluster, what follows is the name of an object. */
const OBJECT = /^(?:secrets?|credentials?)$/i;

const ARROW =
  /["'`]?(?:[ \t]{1,4}(?:->|→|:=)| \([^()\n]{1,60}\) ?[=:])[ \t]{1,4}/y;
const CELL =
  /["'`]?[ \t]{0,80}[|│┃][ \t]{1,80}([^\s|│┃][^|│┃\n]{0,200}?)[ \t]{0,80}(?:[|│┃\n]|$)/dy;
const PAIR =
  /\\{0,3}["'`][ \t]{0,4},\s{0,40}[bru]?\\{0,3}["'`]([^"'`\\\n]{1,300})\\{0,3}["'`]/dy;
const PART = /"\r?\n\r?\n([^\r\n]{1,300})/dy;
const IS =
  /["'`]?(?: (?:for|of) [^\n]{1,60}?)? (?:is|was|set to|changed to|ist)(?: now)?:? {1,3}["'`]?([^\s"'`]{4,300})/dy;
const NEXT = /[ \t]{1,60}\\{0,3}["'`]?([^\s"'`\\]{4,300})/dy;
const REST_OF_LINE =
  /[ \t]{1,60}["']?([^\s"']{2,300})["']?[ \t]{0,40}(?:\r?\n|$)/dy;
const LINE_START = /(?:^|\n)[ \t#+-]{0,40}(?:ENV |ARG |set |export )?$/;
const ANNOUNCED =
  /[^\n:]{0,120}:[ \t]{0,4}(?:\r?\n\s{0,20})?(\S{8,200})[ \t]{0,20}(?:\r?\n|$)/dy;

/**
 * Finds the values of private names that are mentioned with neither `=` nor `:` right behind them: in columns and tables, pairs, lines of directives, and sentences.
 * In most of these a value must look like one, for sentences speak of credentials without telling them.
 */
export function findMentions(text: string, spans: Span[]): void {
  MENTION.lastIndex = 0;
  for (let match = MENTION.exec(text); match; match = MENTION.exec(text)) {
    const { index } = match;
    const before = text.slice(Math.max(0, index - 60), index);
    const start = index - (NAME_BEFORE.exec(before)?.[0].length ?? 0);
    NAME_BEHIND.lastIndex = index;
    NAME_BEHIND.exec(text);
    const end = NAME_BEHIND.lastIndex;
    MENTION.lastIndex = end;
    const name = text.slice(start, end);
    const meaning = meaningOf(text, start, name);
    if (meaning) findBehind({ text, start, end, name, meaning }, spans);
  }
}

interface Mention {
  text: string;
  start: number;
  end: number;
  name: string;
  meaning: PrivateName;
}

function meaningOf(text: string, start: number, name: string) {
  if (!SECOND_WORD.test(name)) return privateNameOf(name.replace(/^-+/, ''));
  const first = WORD_BEFORE.exec(text.slice(Math.max(0, start - 24), start));
  return privateNameOf(first ? `${first[1]}_${name}` : name);
}

function findBehind(mention: Mention, spans: Span[]) {
  const { text, start, end, name, meaning } = mention;
  ARROW.lastIndex = end;
  if (ARROW.test(text)) {
    findValue(text, ARROW.lastIndex, meaning, '=', spans);
    return;
  }
  const isWord = !IDENTIFIER.test(name);
  const isObject = OBJECT.test(name);
  const startsLine =
    !isWord && LINE_START.test(text.slice(Math.max(0, start - 60), start));
  const found =
    valueBehind(PART, mention, () => true) ??
    (startsLine ? valueBehind(REST_OF_LINE, mention, isNoWord) : undefined) ??
    valueBehind(CELL, mention, looksChosen) ??
    valueBehind(PAIR, mention, looksChosen) ??
    valueBehind(IS, mention, mayBeSaid) ??
    (isObject ? undefined : valueBehind(NEXT, mention, looksChosen)) ??
    (isWord ? valueBehind(ANNOUNCED, mention, looksDrawn) : undefined);
  if (found) spans.push(found);
}

function mayBeSaid(value: string) {
  return looksChosen(value) || /^\d{4,8}\.?$/.test(value);
}

function isNoWord(value: string) {
  return !/^[a-z]+$|\//.test(value) && !/^[=:]/.test(value);
}

function valueBehind(
  pattern: RegExp,
  { text, end, meaning }: Mention,
  isLikely: (value: string) => boolean,
): Span | undefined {
  pattern.lastIndex = end;
  const range = pattern.exec(text)?.indices?.[1];
  if (!range) return undefined;
  const value = text.slice(...range);
  if (isPseudonym(value) || !isLikely(value) || !isCredential(value, meaning))
    return undefined;
  return { start: range[0], end: range[1], class: 'credential' };
}
