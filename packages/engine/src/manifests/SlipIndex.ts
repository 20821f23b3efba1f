import { isSlipOf } from './isSlipOf';

/** Finds the words of which another one is a slip, without comparing it with each: words one edit apart are alike once a letter is left out of one or both. */
export class SlipIndex {
  readonly #byRemainder = new Map<string, Set<string>>();
  readonly #words = new Set<string>();

  add(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.add(word);
    for (const remainder of remaindersOf(word)) {
      const words = this.#byRemainder.get(remainder) ?? new Set();
      this.#byRemainder.set(remainder, words.add(word));
    }
  }

  /** In the order in which they were added to what they share with the word. */
  near(word: string): readonly string[] {
    const found = new Set<string>();
    for (const remainder of remaindersOf(word))
      for (const each of this.#byRemainder.get(remainder) ?? [])
        found.add(each);
    return [...found].filter(each => isSlipOf(word, each));
  }
}

/** The word, and the word without each one of its letters. */
function remaindersOf(word: string): ReadonlySet<string> {
  const remainders = new Set([word]);
  for (let at = 0; at < word.length; at++)
    remainders.add(word.slice(0, at) + word.slice(at + 1));
  return remainders;
}
