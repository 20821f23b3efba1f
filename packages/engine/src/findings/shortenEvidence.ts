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

/** The same evidence with all its texts, lists and maps cut to what a person reads. What was left out is marked with "…". */
export function shortenEvidence(evidence: Evidence): Evidence {
  return new Shortener().shorten(evidence, 0) as Evidence;
}
