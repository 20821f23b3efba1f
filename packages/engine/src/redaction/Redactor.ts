import { decodedLines } from './escapes';
import { ObjectMasker } from './ObjectMasker';
import { Pseudonyms, isPseudonym } from './Pseudonyms';
import { DISCLOSABLE_CLASSES, DisclosableClass, TextClass } from './TextClass';
import { Span, withoutOverlaps } from './spans';
import { TextScanner, isOfRun } from './TextScanner';

export interface RedactorOptions {
  /** What pseudonyms are made with. Whoever knows it can try out which text one stands for. */
  key: Uint8Array | string;
  /** The classes that are masked beside credentials, which always are; all unless given. */
  classes?: readonly DisclosableClass[];
  /** DNS domains that stay readable with every name in them, such as the ones that a cluster's own Services have. */
  allowedHosts?: readonly string[];
}

const ESCAPES =
  /(?<!\\)\\+(?:[nrt]|u[0-9a-f]{4}|(?:x1b|033)\[[\d;]{0,20}m)|(?!\s)\p{Cc}\[[\d;]{0,20}m/gu;

/** Of the same length: what JSON writes for ends of lines and other signs, however often, and what colours a terminal, are no letters of the words behind them. */
function withoutEscapes(text: string): string {
  return text.includes('\\') || text.includes('\u001b')
    ? text.replace(ESCAPES, escape => ' '.repeat(escape.length))
    : text;
}

/** Masking once may part words that were one; more often it changes nothing but texts made for it. */
const MOST_PASSES = 6;

const SLASH = 47;
const COLON = 58;
const EQUALS = 61;

/** Whether a span is cut out of a longer word, the rest of which may look different now. Of a port behind it, or what leads to it in a URL, nothing can. */
function partsWord(text: string, { start, end }: Span): boolean {
  const before = text.charCodeAt(start - 1);
  if (isOfRun(before) && before !== EQUALS)
    if (before !== SLASH || text.charCodeAt(start - 2) !== SLASH) return true;
  const after = text.charCodeAt(end);
  return isOfRun(after) && !(after === COLON && isPort(text, end + 1));
}

/** Whether a port begins here, and ends the run. */
function isPort(text: string, start: number): boolean {
  let end = start;
  while (end - start < 6 && isDigit(text.charCodeAt(end))) end++;
  return end > start && !isOfRun(text.charCodeAt(end));
}

const LINE_END = /\n|\\n/g;

/** Where the line ends that goes on here, also one that is written within a string. */
function endOfLine(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return LINE_END.exec(text)?.index ?? text.length;
}

/** Where the last of the lines begins that this is a text of. */
function endOfLastLine(text: string): number {
  const written = text.lastIndexOf('\\n');
  return Math.max(text.lastIndexOf('\n') + 1, written < 0 ? 0 : written + 2);
}

function isDigit(code: number) {
  return code >= 48 && code <= 57;
}

/**
 * Puts pseudonyms in place of what is private in texts and objects, and puts it back in texts for people.
 *
 * What is masked once stays as it is when it is masked again. A text is to be masked before it is cut, for half a credential has no form.
 */
export class Redactor {
  readonly #pseudonyms: Pseudonyms;
  readonly #scanner: TextScanner;
  readonly #credentials = new TextScanner(new Set(['credential']), []);
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
    return this.#mask(text, MOST_PASSES);
  }

  /** A copy of an object, or of any JSON value, masked by what its fields mean and its texts hold. Names of fields stay, but for private parts of them; a number that is a credential, such as a PIN, becomes a text. */
  maskObject<T>(object: T): T {
    return this.#objects.mask(object) as T;
  }

  /** The text, with what this redactor masked put back. Of credentials nothing but `(hidden)`: nobody is shown them. */
  unmask(text: string): string {
    return this.#pseudonyms.putBack(text);
  }

  #mask(text: string, passes: number): string {
    const spans = this.#spansIn(text);
    if (spans.length === 0) return text;
    let masked = '';
    let done = 0;
    for (let i = 0; i < spans.length;) {
      let changed = '';
      let at = done + endOfLastLine(text.slice(done, spans[i].start));
      masked += text.slice(done, at);
      let end = at;
      let parts = false;
      do {
        const span = spans[i];
        parts ||= partsWord(text, span);
        changed += text.slice(at, span.start) + this.#nameOf(text, span);
        at = span.end;
        if (end < at) end = endOfLine(text, at);
        i++;
      } while (i < spans.length && spans[i].start < end);
      changed += text.slice(at, end);
      masked += parts && passes > 1 ? this.#mask(changed, passes - 1) : changed;
      done = end;
    }
    return masked + text.slice(done);
  }

  #nameOf(text: string, { start, end, class: textClass }: Span): string {
    return this.#pseudonyms.of(text.slice(start, end), textClass);
  }

  /** A credential may hold what looks like an escape; other texts begin and end beside one. */
  #spansIn(text: string): Span[] {
    const shadow = withoutEscapes(text);
    const spans = this.#scanner.scan(shadow);
    const decoded = this.#spansInDecoded(text);
    const written = shadow === text ? [] : this.#credentials.scan(text);
    return decoded.length > 0 || written.length > 0
      ? withoutOverlaps([...written, ...decoded, ...spans])
      : spans;
  }

  /** Credentials in texts that are written within others. */
  #spansInDecoded(text: string): Span[] {
    return decodedLines(text).flatMap(line =>
      this.#credentials.scan(line.text).map(({ start, end }) => ({
        start: line.originOf(start),
        end: line.originOf(end - 1) + 1,
        class: 'credential' as const,
      })),
    );
  }

  #maskAs(text: string, textClass: TextClass): string {
    if (text === '' || isPseudonym(text) || !this.#masked.has(textClass))
      return text;
    return this.#pseudonyms.of(text, textClass);
  }
}
