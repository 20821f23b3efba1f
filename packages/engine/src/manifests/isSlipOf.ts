import { isOneEditAway } from '../detectors/references/nearbyServices';

/** Shorter words are often one letter apart on purpose. */
const SHORTEST = 4;

/** Whether a word was probably meant to be another one: one letter was added, left out, replaced or swapped. Words that differ in their digits are numbered on purpose. */
export function isSlipOf(word: string, other: string): boolean {
  return (
    Math.min(word.length, other.length) >= SHORTEST &&
    withoutDigits(word) !== withoutDigits(other) &&
    isOneEditAway(word, other)
  );
}

function withoutDigits(word: string) {
  return word.replace(/\d/g, '');
}
