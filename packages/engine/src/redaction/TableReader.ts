import { looksDrawn } from './looksChosen';
import { Mention, credentialAt, isLikely } from './Mention';
import { Span } from './spans';

/** How much of a line is read to find its columns, how many of these, and how many rows below. */
const LONGEST_ROW = 1_000;
const MOST_COLUMNS = 100;
const MOST_ROWS = 30;
/** How many lines are kept that were split before. */
const MOST_KEPT = 100;
const COLUMNS = /[|│┃]|\t|[,;]|[ ]{2,}/;
const RULE = /^[\s|│┃+:=─┼├┤-]*$/;
const NAME_OF_OBJECT = /^(?:secrets?|credentials?)$/i;

/** Where a cell begins and ends in the text, without the quotes around it. */
type Cell = readonly [start: number, end: number];

interface Row {
  cells: readonly Cell[];
  end: number;
}

/** Finds the cells below private names that head columns. Each line of a text is read once, however many names are in it. */
export class TableReader {
  readonly #text: string;
  #head?: Row & { start: number; separator?: string };
  readonly #rows = new Map<string, Row | undefined>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Finds the cells below a mention. */
  find(mention: Mention, spans: Span[]): void {
    const { text, start, end, name, meaning } = mention;
    const head = this.#headAround(start);
    if (!head?.separator) return;
    const column = head.cells.findIndex(
      cell => cell[0] === start && cell[1] === end,
    );
    if (column < 0) return;
    const seems = NAME_OF_OBJECT.test(name) ? looksDrawn : isLikely;
    let at = head.end + 1;
    for (let i = 0; i < MOST_ROWS && at < text.length; i++) {
      const row = this.#rowAt(at, head.separator);
      if (!row) return;
      at = row.end + 1;
      if (row.cells.length === 0) continue;
      if (row.cells.length !== head.cells.length) return;
      const cell = row.cells[column];
      const found = credentialAt(text, cell, meaning, seems);
      if (found) spans.push(found);
    }
  }

  #headAround(at: number) {
    if (this.#head && at >= this.#head.start && at < this.#head.end)
      return this.#head;
    const start = this.#text.lastIndexOf('\n', at) + 1;
    const next = this.#text.indexOf('\n', at);
    const end = next < 0 ? this.#text.length : next;
    const separator =
      end - start > LONGEST_ROW
        ? undefined
        : COLUMNS.exec(this.#text.slice(start, end))?.[0];
    const cells = separator ? this.#cells(start, end, separator) : [];
    const isTable = cells.length <= MOST_COLUMNS;
    this.#head = { start, end, cells, separator: isTable ? separator : '' };
    return this.#head;
  }

  /** The row that begins here; without cells when it is a rule, undefined when it is none. */
  #rowAt(start: number, separator: string): Row | undefined {
    const key = `${start}${separator.slice(0, 2)}`;
    if (this.#rows.has(key)) return this.#rows.get(key);
    if (this.#rows.size >= MOST_KEPT) this.#rows.clear();
    const next = this.#text.indexOf('\n', start);
    const end = next < 0 ? this.#text.length : next;
    const row =
      end - start > LONGEST_ROW
        ? undefined
        : {
            end,
            cells: RULE.test(this.#text.slice(start, end))
              ? []
              : this.#cells(start, end, separator),
          };
    this.#rows.set(key, row);
    return row;
  }

  #cells(start: number, end: number, separator: string): Cell[] {
    const parts = separator.startsWith('  ') ? / {2,}/g : separator;
    const line = this.#text.slice(start, end);
    const cells: Cell[] = [];
    let at = start;
    for (const part of line.split(parts)) {
      const from = this.#text.indexOf(part, at);
      const lead = /^\s*["'`]?/.exec(part)?.[0].length ?? 0;
      const length = part.slice(lead).replace(/["'`]?\s*$/, '').length;
      cells.push([from + lead, from + lead + length]);
      at = from + part.length;
    }
    return cells;
  }
}
