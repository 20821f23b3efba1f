import { LearnedText } from './Privacy';

/** Private texts that were learned from where they stood, to be found wherever else they stand. */
export class KnownTexts {
  /** Longest first, since one may stand within another. */
  #names: readonly LearnedText[] = [];

  /** Of a text that is known already, the pseudonym stays as it is. */
  learn(found: readonly LearnedText[]): void {
    if (found.length === 0) return;
    const known = new Map([...found, ...this.#names]);
    if (known.size > this.#names.length)
      this.#names = [...known].sort(([a], [b]) => b.length - a.length);
  }

  /** All of them. */
  list(): readonly LearnedText[] {
    return this.#names;
  }

  /** How many texts are known. */
  get size(): number {
    return this.#names.length;
  }

  /** The text with pseudonyms in their place, also where JSON writes them differently. */
  mask(text: string): string {
    return this.#names.reduce(
      (masked, [known, pseudonym]) =>
        masked
          .replaceAll(known, pseudonym)
          .replaceAll(JSON.stringify(known).slice(1, -1), pseudonym),
      text,
    );
  }

  unmask(text: string): string {
    return this.#names.reduce(
      (clear, [known, pseudonym]) => clear.replaceAll(pseudonym, () => known),
      text,
    );
  }
}
