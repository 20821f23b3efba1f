import { LearnedText } from './Privacy';

/** A text as it may be written, with what is sent in its place. */
interface Written {
  form: string;
  pseudonym: string;
  /** In the order in which they are looked for. */
  rank: number;
}

/** In characters: of many forms, only those whose beginning stands in a text are looked for in it. */
const BEGINNING = 5;

/** Private texts that were learned from where they stood, to be found wherever else they stand. */
export class KnownTexts {
  /** Longest first, since one may stand within another. */
  #names: readonly LearnedText[] = [];
  readonly #byBeginning = new Map<string, Written[]>();

  /** Of a text that is known already, the pseudonym stays as it is. */
  learn(found: readonly LearnedText[]): void {
    if (found.length === 0) return;
    const known = new Map([...found, ...this.#names]);
    if (known.size === this.#names.length) return;
    this.#names = [...known].sort(([a], [b]) => b.length - a.length);
    this.#byBeginning.clear();
    for (const [rank, written] of this.#names.flatMap(formsOf).entries()) {
      const beginning = written.form.slice(0, BEGINNING);
      const alike = this.#byBeginning.get(beginning) ?? [];
      alike.push({ ...written, rank });
      this.#byBeginning.set(beginning, alike);
    }
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
    return this.#possibleIn(text).reduce(
      (masked, { form, pseudonym }) => masked.replaceAll(form, pseudonym),
      text,
    );
  }

  unmask(text: string): string {
    return this.#names.reduce(
      (clear, [known, pseudonym]) => clear.replaceAll(pseudonym, () => known),
      text,
    );
  }

  #possibleIn(text: string): Written[] {
    if (this.#byBeginning.size === 0) return [];
    const possible = new Set<Written>();
    for (let start = 0; start < text.length; start += 1) {
      const beginning = text.slice(start, start + BEGINNING);
      for (const each of this.#byBeginning.get(beginning) ?? [])
        possible.add(each);
    }
    return [...possible].sort((one, other) => one.rank - other.rank);
  }
}

/** As it is, and as JSON writes it where that differs. */
function formsOf([known, pseudonym]: LearnedText): Omit<Written, 'rank'>[] {
  const escaped = JSON.stringify(known).slice(1, -1);
  return [...new Set([known, escaped])].map(form => ({ form, pseudonym }));
}
