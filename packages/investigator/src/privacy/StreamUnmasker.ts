import { Mask } from './Privacy';

/** In characters; longer ones are no pseudonyms. */
const LONGEST_PSEUDONYM = 64;

/** Gives back the names of a text that comes in pieces: a pseudonym may be parted by them. */
export class StreamUnmasker {
  readonly #privacy: Pick<Mask, 'unmask'>;
  #held = '';

  constructor(privacy: Pick<Mask, 'unmask'>) {
    this.#privacy = privacy;
  }

  /** What can be shown by now. */
  add(piece: string): string {
    const text = this.#held + piece;
    const start = text.lastIndexOf('<');
    const isOpen =
      start >= 0 &&
      !text.includes('>', start) &&
      text.length - start < LONGEST_PSEUDONYM;
    const end = isOpen ? start : text.length;
    this.#held = text.slice(end);
    return this.#privacy.unmask(text.slice(0, end));
  }

  /** What is left. */
  end(): string {
    const left = this.#held;
    this.#held = '';
    return this.#privacy.unmask(left);
  }
}
