import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { addSpent, nothingSpent, Spending, Spent } from './Spending';
import { estimateInputTokens } from './tokenUsage';

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
};

/**
 * What one investigation may still spend. Each request is checked before it is sent and booked when it is over, so that what requests under
 * way at the same time take can exceed the limit, and nothing else.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #spending: Spending;
  readonly #user?: string;
  #spent = nothingSpent;

  /** @param user - an entity ref; absent for what nobody asked for */
  constructor(limits: BudgetLimits, spending: Spending, user?: string) {
    this.#limits = limits;
    this.#spending = spending;
    this.#user = user;
  }

  /** The model, asked only as long as something is left to spend; what it took is booked, whatever became of the request. */
  watch(model: Model): Model {
    const answer = async (request: ModelRequest, call: ModelCallOptions) => {
      await this.check(request);
      return this.#booked(model, request, call);
    };
    return {
      name: model.name,
      contextTokens: model.contextTokens,
      callsTools: model.callsTools,
      sends: model.sends,
      answer,
    };
  }

  /** @throws BudgetExhaustedError when the request would not fit in what is left */
  async check(request: ModelRequest): Promise<void> {
    const { perInvestigation, perUserAndDay, perDay } = this.#limits;
    const expected = estimateInputTokens(request);
    ensureLeft('perInvestigation', perInvestigation, this.#spent, expected);
    if (!perUserAndDay && !perDay) return;
    const today = await this.#spending.today(this.#user);
    if (this.#user !== undefined) {
      ensureLeft('perUserAndDay', perUserAndDay, today.user, expected);
    }
    ensureLeft('perDay', perDay, today.everyone, expected);
  }

  async #booked(
    model: Model,
    request: ModelRequest,
    call: ModelCallOptions,
  ): Promise<ModelAnswer> {
    let taken = nothingSpent;
    try {
      return await model.answer(request, {
        ...call,
        onUsage: usage => {
          taken = addSpent(taken, {
            tokens: usage.inputTokens + usage.outputTokens,
            cost: usage.cost ?? 0,
          });
          call.onUsage?.(usage);
        },
      });
    } finally {
      this.#spent = addSpent(this.#spent, taken);
      if (taken.tokens > 0) await this.#spending.book(this.#user, taken);
    }
  }
}

function ensureLeft(
  name: keyof BudgetLimits,
  limit: SpendingLimit | undefined,
  spent: Spent,
  expectedTokens: number,
): void {
  const { tokens = Infinity, cost = Infinity } = limit ?? {};
  const subject = subjects[name];
  if (spent.tokens + expectedTokens > tokens) {
    throw new BudgetExhaustedError(
      name,
      'tokens',
      `${subject} may use ${count(tokens)} tokens of language models; ${count(
        spent.tokens,
      )} are used, and the next request has about ${count(expectedTokens)}.`,
    );
  }
  if (spent.cost >= cost) {
    throw new BudgetExhaustedError(
      name,
      'cost',
      `${subject} may spend ${cost.toFixed(2)} on language models; ${spent.cost.toFixed(2)} are spent.`,
    );
  }
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
