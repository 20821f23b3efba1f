import { COMMAND_FORMATS } from './commandFormats';
import {
  CREDENTIAL_FORMATS,
  CredentialFormat,
  PRIVATE_KEY_BLOCK,
  URL_WITH_PASSWORD,
  WORD_START,
} from './credentialFormats';
import { FILE_FORMATS } from './fileFormats';
import { LOGIN_FORMATS } from './loginFormats';
import { Span } from './spans';

/** Where a form is looked for, and what of it is hidden. */
type Form = Pick<CredentialFormat, 'sign' | 'pattern' | 'startsWord'>;

interface Reading {
  sign: RegExp;
  pattern: RegExp;
  startsWord: boolean;
}

/** Private keys and URLs are read more exactly elsewhere. */
const READ_ELSEWHERE = new Set([PRIVATE_KEY_BLOCK, URL_WITH_PASSWORD]);
const formats = CREDENTIAL_FORMATS.filter(each => !READ_ELSEWHERE.has(each));
const SPREAD = [
  ...formats.filter(each => each.isSpread),
  ...COMMAND_FORMATS,
  ...FILE_FORMATS,
  ...LOGIN_FORMATS,
].map(readingOf);
const COMPACT = formats.filter(each => !each.isSpread).map(readingOf);
const ANY_COMPACT = anyWordOf(COMPACT);
const BEGINS_WITH_LETTER = /^(?:\(\?:)?[a-z]/i;
/** Those that begin with a letter are found sooner apart from the others. */
const ANY_SPREAD = [
  anyOf(SPREAD.filter(({ sign }) => BEGINS_WITH_LETTER.test(sign.source))),
  anyOf(SPREAD.filter(({ sign }) => !BEGINS_WITH_LETTER.test(sign.source))),
];

function readingOf({ sign, pattern, startsWord = false }: Form): Reading {
  return {
    sign: new RegExp(sign),
    pattern: new RegExp(pattern, `${pattern.flags}dg`),
    startsWord,
  };
}

function anyOf(readings: readonly Reading[]) {
  return new RegExp(readings.map(({ sign }) => sign.source).join('|'));
}

/** Most places in a text begin no word, and are passed over at once. */
function anyWordOf(readings: readonly Reading[]) {
  const words = anyOf(readings.filter(({ startsWord }) => startsWord));
  const others = anyOf(readings.filter(({ startsWord }) => !startsWord));
  return new RegExp(`${WORD_START}(?:${words.source})|${others.source}`);
}

/** Finds credentials of well-known makers within a run of characters without spaces. */
export function findFormats(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const run = text.slice(start, end);
  if (ANY_COMPACT.test(run)) findAll(run, start, COMPACT, spans);
}

/** Finds credentials with spaces, brackets or commas in them in a whole text. */
export function findSpreadFormats(text: string, spans: Span[]): void {
  if (ANY_SPREAD.some(each => each.test(text))) findAll(text, 0, SPREAD, spans);
}

function findAll(
  text: string,
  offset: number,
  readings: readonly Reading[],
  spans: Span[],
) {
  for (const { sign, pattern } of readings) {
    if (!sign.test(text)) continue;
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? indices?.[0] ?? [0, 0];
      spans.push({
        start: offset + start,
        end: offset + end,
        class: 'credential',
      });
    }
  }
}
