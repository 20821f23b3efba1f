import { looksChosen, looksDrawn } from './looksChosen';
import { PrivateName, isCredential } from './privateNames';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

/** A private name in a text, wherever it stands. */
export interface Mention {
  text: string;
  start: number;
  end: number;
  name: string;
  meaning: PrivateName;
}

const ASSIGNMENT = /^(?:[=:]|[A-Za-z_][\w.-]{0,60}[=:](?!=?$))/;

/** Whether a text that is not said to be the value looks like one, and does not tell another one. */
export function isLikely(value: string) {
  return (looksChosen(value) || looksDrawn(value)) && !ASSIGNMENT.test(value);
}

/** Signs that end a value in a sentence, a list or a call. */
const CLOSING = /[)\]}>.,;:"'`]+$/;

/** The span of a value, unless it is none or does not seem to be one. */
export function credentialAt(
  text: string,
  [start, end]: readonly [number, number],
  meaning: PrivateName,
  seems: (value: string) => boolean,
): Span | undefined {
  const written = text.slice(start, end);
  const value = written.replace(CLOSING, '');
  if (isPseudonym(written) || isPseudonym(`${value}>`)) return undefined;
  if (!seems(value) || !isCredential(value, meaning)) return undefined;
  return { start, end: start + value.length, class: 'credential' };
}
