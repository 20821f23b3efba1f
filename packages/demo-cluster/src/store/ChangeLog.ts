import type { Change } from './Change';

/** The last writes of a cluster, from which watches resume and lists of an earlier state are rebuilt. */
export class ChangeLog {
  readonly #limit: number;
  readonly #listeners = new Set<(change: Change) => void>();
  #changes: Change[] = [];
  #oldest: number;

  /** `start` is the revision before the first change; `limit` is how many changes are remembered. */
  constructor(options: { start: number; limit: number }) {
    this.#oldest = options.start;
    this.#limit = options.limit;
  }

  append(change: Change): void {
    this.#changes.push(change);
    // Dropping a tenth at a time keeps appending cheap.
    if (this.#changes.length > this.#limit * 1.1) this.#forget();
    for (const listener of this.#listeners) listener(change);
  }

  /** Changes after a revision, oldest first; undefined when some of them are forgotten. */
  since(revision: number): readonly Change[] | undefined {
    if (revision < this.#oldest) return undefined;
    return this.#changes.filter(change => change.revision > revision);
  }

  /** Calls the listener with every later change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #forget() {
    const dropped = this.#changes.slice(0, -this.#limit);
    this.#changes = this.#changes.slice(-this.#limit);
    this.#oldest = dropped[dropped.length - 1].revision;
  }
}
