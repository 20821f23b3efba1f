import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { TextClass } from './TextClass';

/** What a pseudonym calls each class. */
const LABELS: Readonly<Record<TextClass, string>> = {
  credential: 'secret',
  email: 'email',
  ip: 'ip',
  host: 'host',
  payment: 'account',
  opaque: 'opaque',
  setting: 'value',
};

const USUAL_DIGITS = 8;
const FORM = `<(?:${Object.values(LABELS).join('|')})-[0-9a-f]{${USUAL_DIGITS},64}>`;
const PSEUDONYMS = new RegExp(FORM, 'g');
const ONLY_PSEUDONYMS = new RegExp(`^(?:${FORM})+$`);

/** What the reader sees of a credential. */
const HIDDEN = '(hidden)';

/** Whether a text consists of pseudonyms and of nothing else. */
export function isPseudonym(text: string): boolean {
  return text.charCodeAt(0) === 60 && ONLY_PSEUDONYMS.test(text);
}

/**
 * Names that stand for private texts, such as `<email-3f9a2c1b>`: always the same one for the same text under one key, and without the key no way back.
 *
 * Remembers what it gave a name, except credentials, of which it knows only that they were some.
 */
export class Pseudonyms {
  readonly #mac: ReturnType<typeof hmac.create>;
  readonly #byText = new Map<TextClass, Map<string, string>>();
  readonly #texts = new Map<string, string>();

  constructor(key: Uint8Array | string) {
    this.#mac = hmac.create(
      sha256,
      typeof key === 'string' ? utf8ToBytes(key) : key,
    );
  }

  /** The name of a text. */
  of(text: string, textClass: TextClass): string {
    let known = this.#byText.get(textClass);
    if (!known) {
      known = new Map();
      this.#byText.set(textClass, known);
    }
    let name = known.get(text);
    if (name === undefined) {
      name = this.#name(text, textClass);
      known.set(text, name);
    }
    return name;
  }

  /** The text, with what was named put back, and `(hidden)` in place of credentials. Names that were not given here stay. */
  putBack(text: string): string {
    if (!text.includes('<')) return text;
    return text.replace(PSEUDONYMS, name => this.#texts.get(name) ?? name);
  }

  /** Of two texts that would share a name, the later one has a longer name. */
  #name(text: string, textClass: TextClass): string {
    const digest = bytesToHex(
      this.#mac
        ._cloneInto()
        .update(utf8ToBytes(`${textClass}\n${text}`))
        .digest(),
    );
    const shown = textClass === 'credential' ? HIDDEN : this.putBack(text);
    for (let digits = USUAL_DIGITS; ; digits += 4) {
      const name = `<${LABELS[textClass]}-${digest.slice(0, digits)}>`;
      if (digits >= digest.length || !this.#texts.has(name)) {
        this.#texts.set(name, shown);
        return name;
      }
    }
  }
}
