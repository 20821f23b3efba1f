const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** The alphabets that makers of keys draw from. */
export const ALPHABETS = {
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  lower: LOWER,
  base32: `${LOWER.toUpperCase()}234567`,
  upper: `${LOWER.toUpperCase()}${DIGITS}`,
  lowerDigits: `${LOWER}${DIGITS}`,
  base62: `${LOWER}${LOWER.toUpperCase()}${DIGITS}`,
  base64: `${LOWER}${LOWER.toUpperCase()}${DIGITS}+/`,
  base64url: `${LOWER}${LOWER.toUpperCase()}${DIGITS}-_`,
};

/** Draws the same numbers at every run, for one seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) % limit;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }

  /** A word of this many signs. */
  word(alphabet: keyof typeof ALPHABETS, length: number): string {
    const signs = ALPHABETS[alphabet];
    return Array.from({ length }, () => signs[this.below(signs.length)]).join(
      '',
    );
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map(each => this.word('hex', each)).join('-');
  }
}
