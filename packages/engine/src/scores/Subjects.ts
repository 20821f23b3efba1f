/** Subjects that rules looked at, each counted once. */
export class Subjects {
  readonly #keys = new Set<string>();
  /** Rules that look at the same kind share their list. */
  readonly #lists = new Set<readonly string[]>();

  get size() {
    return this.#keys.size;
  }

  add(subject: string): void {
    this.#keys.add(subject);
  }

  addList(subjects: readonly string[]): void {
    if (this.#lists.has(subjects)) return;
    this.#lists.add(subjects);
    for (const subject of subjects) this.#keys.add(subject);
  }
}
