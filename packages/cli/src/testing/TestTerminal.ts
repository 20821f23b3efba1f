import { Terminal } from '../Terminal';

/** A terminal whose input a test gives and whose output it reads. */
export class TestTerminal implements Terminal {
  output = '';
  errors = '';
  colour = false;
  readonly #controller = new AbortController();
  readonly #input: string;

  constructor(input = '') {
    this.#input = input;
  }

  readonly signal = this.#controller.signal;

  readonly out = (text: string) => {
    this.output += text;
  };

  readonly err = (text: string) => {
    this.errors += text;
  };

  readonly readInput = async () => this.#input;

  readonly now = () => new Date('2026-03-01T12:00:00Z');

  interrupt(): void {
    this.#controller.abort(new Error('Interrupted'));
  }
}
