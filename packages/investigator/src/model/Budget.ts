import { Booking } from './Booking';
import { Model, ModelRequest, ModelUsage } from './Model';
import { addSpent, nothingSpent, Spending, Spent } from './Spending';
import { expectedUsage } from './tokenUsage';
import { wrapModel } from './wrapModel';

/** What may be spent; without limit where nothing is given. */
export interface SpendingLimit {
  tokens?: number;
  /** In the currency of the prices. Of models without prices only the tokens can be limited. */
  cost?: number;
}

export interface BudgetLimits {
  /** In one investigation, or one conversation. */
  perInvestigation?: SpendingLimit;
  /** By one user in a day of UTC. */
  perUserAndDay?: SpendingLimit;
  /** By everyone together in a day of UTC. */
  perDay?: SpendingLimit;
  /** By what nobody asked for, in a day of UTC. */
  automaticPerDay?: SpendingLimit;
}

/** Nothing is left to spend: no model is at fault, and asking another would not help. */
export class BudgetExhaustedError extends Error {
  readonly name = 'BudgetExhaustedError';
  readonly limit: keyof BudgetLimits;
  readonly unit: keyof SpendingLimit;

  constructor(
    limit: keyof BudgetLimits,
    unit: keyof SpendingLimit,
    message: string,
  ) {
    super(message);
    this.limit = limit;
    this.unit = unit;
  }
}

const subjects: Readonly<Record<keyof BudgetLimits, string>> = {
  perInvestigation: 'This investigation',
  perUserAndDay: 'You today',
  perDay: 'Everyone together today',
  automaticPerDay: 'What is investigated automatically today',
};

/**
 * What one investigation may still spend. Each request is checked before it is sent, each time that it is sent, with the longest answer that it may have, and booked when it is over: so that only what
 * requests under way at the same time take can exceed the limit.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #spending: Spending;
  readonly #user?: string;
  readonly #booking: Booking;
  #spent = nothingSpent;

  /** @param user - an entity ref; absent for what nobody asked for */
  constructor(limits: BudgetLimits, spending: Spending, user?: string) {
    this.#limits = limits;
    this.#spending = spending;
    this.#user = user;
    this.#booking = new Booking(spending, user);
  }

  /** The model, asked only as long as something is left to spend; what it took is booked, whatever became of the request. */
  watch(model: Model): Model {
    return wrapModel(model, async (request, call) => {
      const check = () => this.check(request, model);
      await check();
      try {
        return await model.answer(request, {
          ...call,
          beforeRepeat: async () => {
            await check();
            await call.beforeRepeat?.();
          },
          onUsage: usage => {
            this.#take(usage);
            call.onUsage?.(usage);
          },
        });
      } finally {
        await this.#booking.tried();
      }
    });
  }

  /** @throws BudgetExhaustedError when the request and the longest answer that it may have would not fit in what is left */
  async check(request: ModelRequest, model: Model): Promise<void> {
    const { automaticPerDay, perInvestigation, perUserAndDay, perDay } =
      this.#limits;
    const next = spentOf(expectedUsage(request, model));
    ensureLeft('perInvestigation', perInvestigation, this.#spent, next);
    if (!perUserAndDay && !perDay && !automaticPerDay) return;
    await this.#booking.tried();
    const today = await this.#spending.today(this.#user);
    const { owed } = this.#booking;
    const own = addSpent(today.user, owed);
    if (this.#user === undefined) {
      ensureLeft('automaticPerDay', automaticPerDay, own, next);
    } else {
      ensureLeft('perUserAndDay', perUserAndDay, own, next);
    }
    ensureLeft('perDay', perDay, addSpent(today.everyone, owed), next);
  }

  #take(usage: ModelUsage): void {
    const taken = spentOf(usage);
    this.#spent = addSpent(this.#spent, taken);
    this.#booking.add(taken);
  }
}

function spentOf({ cost = 0, inputTokens, outputTokens }: ModelUsage): Spent {
  return { tokens: inputTokens + outputTokens, cost };
}

function ensureLeft(
  name: keyof BudgetLimits,
  limit: SpendingLimit | undefined,
  spent: Spent,
  next: Spent,
): void {
  const { tokens = Infinity, cost = Infinity } = limit ?? {};
  const subject = subjects[name];
  if (spent.tokens + next.tokens > tokens) {
    throw new BudgetExhaustedError(
      name,
      'tokens',
      `${subject} may use ${count(tokens)} tokens of language models; ${count(
        spent.tokens,
      )} are used, and the next request with its answer may take ${count(next.tokens)}.`,
    );
  }
  // What is spent to the last cent buys not even what costs nothing.
  if (spent.cost >= cost || spent.cost + next.cost > cost) {
    throw new BudgetExhaustedError(
      name,
      'cost',
      `${subject} may spend ${cost.toFixed(2)} on language models; ${spent.cost.toFixed(2)} are spent, and the next request with its answer may cost ${next.cost.toFixed(2)}.`,
    );
  }
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
