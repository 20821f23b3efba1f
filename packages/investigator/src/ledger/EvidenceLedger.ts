import { Privacy } from '../privacy/Privacy';
import { cutText } from './cutText';
import { Fact, LedgerEntry } from './Fact';

export interface EvidenceLedgerOptions {
  privacy: Pick<Privacy, 'hideCredentials'>;
  /** What an earlier part of the same conversation saw and is told again. */
  earlier?: readonly LedgerEntry[];
  /** The number in the last id that was given there, so that no id means two things. */
  lastNumber?: number;
}

/** In characters; what is longer says so at its end. */
export const LONGEST_TEXT = 5_000;

/** Everything that was seen in one run. What is not in it cannot be cited. */
export class EvidenceLedger {
  readonly #byId = new Map<string, LedgerEntry>();
  readonly #byContent = new Map<string, LedgerEntry>();
  readonly #entered: LedgerEntry[] = [];
  readonly #privacy: EvidenceLedgerOptions['privacy'];
  #lastNumber: number;

  constructor(options: EvidenceLedgerOptions) {
    const { privacy, earlier = [], lastNumber = 0 } = options;
    this.#privacy = privacy;
    this.#lastNumber = lastNumber;
    for (const entry of earlier) this.#keep(entry);
  }

  /** Enters a fact, without the credentials that its text and path may hold, and its text cut to 5,000 characters; one that was seen before keeps its id. */
  enter(seen: Fact): LedgerEntry {
    const { hideCredentials } = this.#privacy;
    const fact = {
      ...seen,
      ...(seen.path ? { path: hideCredentials(seen.path) } : {}),
      text: shortened(hideCredentials(seen.text)),
    };
    const known = this.#byContent.get(contentOf(fact));
    if (known) return known;
    this.#lastNumber += 1;
    const entry = this.#keep({ ...fact, id: `E${this.#lastNumber}` });
    this.#entered.push(entry);
    return entry;
  }

  get(id: string): LedgerEntry | undefined {
    return this.#byId.get(id);
  }

  /** In the order in which they were seen. */
  entries(): LedgerEntry[] {
    return [...this.#byId.values()];
  }

  /** The same without what was seen earlier. */
  entered(): LedgerEntry[] {
    return [...this.#entered];
  }

  #keep(entry: LedgerEntry) {
    this.#byId.set(entry.id, entry);
    this.#byContent.set(contentOf(entry), entry);
    return entry;
  }
}

function shortened(text: string) {
  const kept = cutText(text, LONGEST_TEXT);
  const left = text.length - kept.length;
  return left === 0 ? text : `${kept}… [cut: ${left} more characters]`;
}

function contentOf({ kind, about, path, at, text }: Fact) {
  return JSON.stringify([
    kind,
    about?.kind,
    about?.namespace,
    about?.name,
    path,
    at,
    text,
  ]);
}
