import { isOneEditAway } from '../detectors/references/nearbyServices';

/** Shorter words are often one letter apart on purpose. */
const SHORTEST = 4;

/**
 * Whether a word was probably meant to be another one: one letter was added, left out, replaced or swapped. Parts that differ in their digits are numbered on purpose, and
 * so are those that differ in a last letter, unless it makes a plural.
 */
export function isSlipOf(word: string, other: string): boolean {
  if (withoutDigits(word) === withoutDigits(other)) return false;
  if (!isOneEditAway(word, other)) return false;
  const parts = partsOf(word);
  const others = partsOf(other);
  // The letter was a separator, or one was put for it.
  if (parts.length !== others.length)
    return Math.min(word.length, other.length) >= SHORTEST;
  const at = parts.findIndex((part, index) => part !== others[index]);
  return at >= 0 && isSlipOfPart(parts[at], others[at]);
}

function isSlipOfPart(part: string, other: string) {
  const [short, long] =
    part.length < other.length ? [part, other] : [other, part];
  if (short.length < SHORTEST) return false;
  const isOtherEnd =
    short.slice(0, short.length === long.length ? -1 : undefined) ===
    long.slice(0, -1);
  return !isOtherEnd || long === `${short}s`;
}

function partsOf(word: string) {
  return word.split(/[^A-Za-z0-9]/);
}

function withoutDigits(word: string) {
  return word.replace(/\d/g, '');
}
