import { ObjectMasker } from './ObjectMasker';
import { Pseudonyms, isPseudonym } from './Pseudonyms';
import { DISCLOSABLE_CLASSES, DisclosableClass, TextClass } from './TextClass';
import { TextScanner } from './TextScanner';

export interface RedactorOptions {
  /** What pseudonyms are made with. Whoever knows it can try out which text one stands for. */
  key: Uint8Array | string;
  /** The classes that are masked beside credentials, which always are; all unless given. */
  classes?: readonly DisclosableClass[];
  /** DNS domains that stay readable with every name in them, such as the ones that a cluster's own Services have. */
  allowedHosts?: readonly string[];
}

/** Masking once may part words that were one; more often it changes nothing but texts made for it. */
const MOST_PASSES = 6;

/**
 * Puts pseudonyms in place of what is private in texts and objects, and puts it back in texts for people.
 *
 * What is masked once stays as it is when it is masked again. A text is to be masked before it is cut, for half a credential has no form.
 */
export class Redactor {
  readonly #pseudonyms: Pseudonyms;
  readonly #scanner: TextScanner;
  readonly #masked: ReadonlySet<TextClass>;
  readonly #objects: ObjectMasker;

  constructor(options: RedactorOptions) {
    const { key, classes = DISCLOSABLE_CLASSES, allowedHosts = [] } = options;
    if (key.length === 0)
      throw new TypeError('The key of a redactor must not be empty');
    this.#pseudonyms = new Pseudonyms(key);
    this.#masked = new Set<TextClass>([...classes, 'credential']);
    this.#scanner = new TextScanner(this.#masked, allowedHosts);
    this.#objects = new ObjectMasker({
      maskText: text => this.maskText(text),
      maskAs: (text, textClass) => this.#maskAs(text, textClass),
    });
  }

  /** The text, with a pseudonym such as `<email-3f9a2c1b>` in place of each private part. */
  maskText(text: string): string {
    let masked = text;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const next = this.#maskOnce(masked);
      if (next === masked) break;
      masked = next;
    }
    return masked;
  }

  /** A copy of an object, or of any JSON value, masked by what its fields mean and its texts hold. Names of fields stay, but for private parts of them. */
  maskObject<T>(object: T): T {
    return this.#objects.mask(object) as T;
  }

  /** The text, with what this redactor masked put back. Of credentials nothing but `(hidden)`: nobody is shown them. */
  unmask(text: string): string {
    return this.#pseudonyms.putBack(text);
  }

  #maskOnce(text: string): string {
    const spans = this.#scanner.scan(text);
    if (spans.length === 0) return text;
    let masked = '';
    let done = 0;
    for (const span of spans) {
      masked +=
        text.slice(done, span.start) +
        this.#pseudonyms.of(text.slice(span.start, span.end), span.class);
      done = span.end;
    }
    return masked + text.slice(done);
  }

  #maskAs(text: string, textClass: TextClass): string {
    if (text === '' || isPseudonym(text) || !this.#masked.has(textClass))
      return text;
    return this.#pseudonyms.of(text, textClass);
  }
}
