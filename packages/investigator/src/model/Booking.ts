import { addSpent, nothingSpent, Spending, Spent } from './Spending';

/** Milliseconds until what could not be booked is tried again: at first, and at most. */
const SHORTEST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** Books what models took, and what could not be booked again and again until it is: an answer that was paid for must not be lost to it, and neither must the payment. */
export class Booking {
  readonly #spending: Spending;
  readonly #user?: string;
  #owed = nothingSpent;
  #wait = SHORTEST_WAIT;
  #retry?: NodeJS.Timeout;
  #underWay: Promise<void> = Promise.resolve();

  /** @param user - an entity ref; absent for what nobody asked for */
  constructor(spending: Spending, user?: string) {
    this.#spending = spending;
    this.#user = user;
  }

  /** What could not be booked so far. */
  get owed(): Spent {
    return this.#owed;
  }

  add(spent: Spent): void {
    this.#owed = addSpent(this.#owed, spent);
    this.#settle();
  }

  /** Waits until everything was tried to be booked. Never throws. */
  async tried(): Promise<void> {
    await this.#underWay;
  }

  #settle(): void {
    this.#underWay = this.#underWay.then(() => this.#book());
  }

  async #book(): Promise<void> {
    const due = this.#owed;
    if (due.tokens === 0) return;
    this.#owed = nothingSpent;
    try {
      await this.#spending.book(this.#user, due);
      this.#wait = SHORTEST_WAIT;
    } catch {
      // Whoever keeps the book tells why.
      this.#owed = addSpent(this.#owed, due);
      this.#bookLater();
    }
  }

  #bookLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#settle(), this.#wait).unref();
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
