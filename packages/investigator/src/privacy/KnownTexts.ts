/** Private texts that were learned from where they stood, to be found wherever else they stand. */
export class KnownTexts {
  /** Longest first, since one may stand within another. */
  #names: readonly (readonly [text: string, pseudonym: string])[] = [];

  learn(found: readonly (readonly [string, string])[]): void {
    const known = new Map([...this.#names, ...found]);
    if (known.size > this.#names.length)
      this.#names = [...known].sort(([a], [b]) => b.length - a.length);
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
