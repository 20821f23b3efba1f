/** What models took. */
export interface Spent {
  /** Of requests and answers together. */
  tokens: number;
  /** In the currency of the prices; models without prices cost nothing. */
  cost: number;
}

/** What was spent today, a day of UTC, by one user and by everyone together. */
export interface SpentToday {
  user: Spent;
  everyone: Spent;
}

/** The book of what models took. */
export interface Spending {
  /** @param user - an entity ref; absent for what nobody asked for, such as automatic investigations */
  today(user: string | undefined): Promise<SpentToday>;
  /** What it throws is the caller's no concern, who books the same again later: whoever keeps the book tells why it could not be written. */
  book(user: string | undefined, spent: Spent): Promise<void>;
}

export const nothingSpent: Spent = { tokens: 0, cost: 0 };

/** Both together. */
export function addSpent(one: Spent, other: Spent): Spent {
  return { tokens: one.tokens + other.tokens, cost: one.cost + other.cost };
}

/** A book that is kept as long as the process runs. */
export class SpendingInMemory implements Spending {
  #day = '';
  readonly #byUser = new Map<string | undefined, Spent>();

  async today(user: string | undefined): Promise<SpentToday> {
    this.#turnPage();
    return {
      user: this.#byUser.get(user) ?? nothingSpent,
      everyone: [...this.#byUser.values()].reduce(addSpent, nothingSpent),
    };
  }

  async book(user: string | undefined, spent: Spent): Promise<void> {
    this.#turnPage();
    const before = this.#byUser.get(user) ?? nothingSpent;
    this.#byUser.set(user, addSpent(before, spent));
  }

  #turnPage(): void {
    const day = new Date().toISOString().slice(0, 10);
    if (day === this.#day) return;
    this.#day = day;
    this.#byUser.clear();
  }
}
