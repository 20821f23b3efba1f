import { randomnessOf } from './randomness';

/** Words, numbers, times, versions, paths, URLs, code, and names of algorithms, of which sentences are full. */
const PLAIN =
  /^(?:[A-Za-z]+(?:[-_.'][A-Za-z]+)*|[\d.,:/T+Z-]+(?:[a-z]{1,3})?|v?\d+(?:\.\d+)+\S*|\.{0,2}\/\S*|[a-z+]+:\/\/\S*|[\w.-]+\/[\w./-]+|[$%\\].*|.*[(){}<>[\]|].*|(?:sha|md|aes|rsa|[rehp]s|ed|x|utf|base|oauth|http|ipv|v|k|s|auth)-?\d{1,5}s?)$/i;

const TRAILING = /[.,;:!?]+$/;

/**
 * Whether a word looks as if somebody had chosen it for a password, or a program had drawn it: letters with digits or signs in them.
 * For where a private name stands before it, but nothing else tells that it is the value.
 */
export function looksChosen(word: string): boolean {
  const value = word.replace(TRAILING, '');
  return (
    value.length >= 5 &&
    !PLAIN.test(value) &&
    /[a-z]/i.test(value) &&
    /[\d!@#$^&*~?]/.test(value)
  );
}

const SHORTEST = 8;
/** Of a word that may be a sentence's. */
const DRAWN = 6;

/** Whether nobody would have written the word in a sentence: a long number, or signs that follow each other as in no name. */
export function looksDrawn(word: string): boolean {
  if (word.length < SHORTEST) return false;
  if (/^[0-9a-f]{24,}$/i.test(word)) return true;
  return (
    (/^[A-Za-z]+$/.test(word) || !PLAIN.test(word)) &&
    randomnessOf(word) >= DRAWN
  );
}
