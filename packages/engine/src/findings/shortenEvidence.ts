import { Evidence } from './Finding';
import { shorten } from './shorten';

const MOST_ENTRIES = 50;
/** In characters, of all texts of one piece of evidence; every other value counts as one. */
const MOST_TEXT = 10_000;
/** Stands for what is left out. */
const LEFT_OUT = '…';
const DEEPEST = 20;
/** In characters: a domain, a slash and a name, as for a label. */
const LONGEST_KEY = 320;

class Shortener {
  #left = MOST_TEXT;

  shorten(value: unknown, depth: number): unknown {
    if (this.#left <= 0) return LEFT_OUT;
    this.#left -= 1;
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return LEFT_OUT;
    return Array.isArray(value)
      ? this.#list(value, depth)
      : this.#map(value, depth);
  }

  #text(text: string) {
    const short = shorten(text);
    this.#left -= short.length;
    return short;
  }

  #list(list: readonly unknown[], depth: number) {
    const kept = list.slice(0, MOST_ENTRIES);
    const more = list.length - kept.length;
    return [
      ...kept.map(each => this.shorten(each, depth + 1)),
      ...(more > 0 ? [`${LEFT_OUT} and ${more} more`] : []),
    ];
  }

  #map(map: object, depth: number) {
    const entries = Object.entries(map);
    const more = entries.length - MOST_ENTRIES;
    return Object.fromEntries([
      ...entries
        .slice(0, MOST_ENTRIES)
        .map(([key, value]) => [
          key.length > LONGEST_KEY ? shorten(key) : key,
          this.shorten(value, depth + 1),
        ]),
      ...(more > 0 ? [[LEFT_OUT, `and ${more} more`]] : []),
    ]);
  }
}

/** What is left of the text that evidence may hold after a value that is short as it is; nothing after one of which something may have to be cut. */
function leftAfter(value: unknown, depth: number, before: number): number {
  const left = before - 1;
  if (left <= 0) return 0;
  if (typeof value === 'string')
    return shorten(value) === value ? left - value.length : 0;
  if (typeof value !== 'object' || value === null) return left;
  if (depth > DEEPEST) return 0;
  return Array.isArray(value)
    ? leftAfterList(value, depth, left)
    : leftAfterMap(value as Record<string, unknown>, depth, left);
}

function leftAfterList(
  list: readonly unknown[],
  depth: number,
  before: number,
) {
  if (list.length > MOST_ENTRIES) return 0;
  let left = before;
  for (const each of list) left = leftAfter(each, depth + 1, left);
  return left;
}

function leftAfterMap(
  map: Record<string, unknown>,
  depth: number,
  before: number,
) {
  const keys = Object.keys(map);
  if (keys.length > MOST_ENTRIES) return 0;
  let left = before;
  for (const key of keys)
    left = key.length > LONGEST_KEY ? 0 : leftAfter(map[key], depth + 1, left);
  return left;
}

/** The same evidence with all its texts, lists and maps cut to what a person reads. What was left out is marked with "…". */
export function shortenEvidence(evidence: Evidence): Evidence {
  // Nearly all evidence is short, and need not be copied.
  if (leftAfter(evidence, 0, MOST_TEXT) > 0) return evidence;
  return new Shortener().shorten(evidence, 0) as Evidence;
}
