import { badRequest } from '../errors/failures';

const TOKEN = /\s*(==|!=|[=!<>(),]|[^\s=!<>(),]+)/y;
const SYMBOL = /^(==|!=|[=!<>(),])$/;

/** Reads a label selector token by token; refuses in the API server's words. */
export class LabelTokens {
  readonly #tokens: string[] = [];
  #position = 0;

  constructor(text: string) {
    const trimmed = text.trim();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < trimmed.length) {
      const match = TOKEN.exec(trimmed);
      if (!match) break;
      this.#tokens.push(match[1]);
    }
  }

  get done(): boolean {
    return this.#position >= this.#tokens.length;
  }

  get peek(): string {
    return this.#tokens[this.#position] ?? '';
  }

  get isIdentifier(): boolean {
    return !this.done && !SYMBOL.test(this.peek);
  }

  next(): string {
    const token = this.peek;
    this.#position += 1;
    return token;
  }

  /** The API server's refusals differ by a separating comma from place to place. */
  expect(symbol: string, wording = `'${symbol}'`, separator = ','): void {
    const found = this.next();
    if (found !== symbol) throw unexpected(found, wording, separator);
  }

  identifier(): string {
    const found = this.next();
    if (!found || SYMBOL.test(found)) throw unexpected(found, 'identifier');
    return found;
  }

  /** A value after an operator; may be empty, as in `tier=`. */
  value(): string {
    return this.isIdentifier ? this.next() : '';
  }

  /** A parenthesised list of values. */
  values(): Set<string> {
    this.expect('(', "'('", '');
    const values = new Set<string>();
    do {
      values.add(this.value());
    } while (this.peek === ',' && this.next());
    this.expect(')');
    return values;
  }
}

function unexpected(found: string, expected: string, separator = ',') {
  return badRequest(
    `unable to parse requirement: found '${found}'${separator} expected: ${expected}`,
  );
}
