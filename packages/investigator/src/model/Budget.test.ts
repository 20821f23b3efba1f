import { Budget, BudgetLimits } from './Budget';
import { GuardedModel } from './GuardedModel';
import { Model, ModelUsage } from './Model';
import { ModelError } from './ModelError';
import { SpendingInMemory } from './Spending';

const call = { signal: new AbortController().signal };
const request = { messages: [{ role: 'user', text: 'Why?' }] } as const;
const user = 'user:default/guest';

const usage: ModelUsage = {
  inputTokens: 900,
  outputTokens: 100,
  cachedInputTokens: 0,
  estimated: false,
  cost: 0.25,
};

/** Answers, or fails after the tokens were spent. */
function modelThat(failure?: ModelError): Model {
  return {
    name: 'Tested',
    contextTokens: 8_000,
    maximumOutputTokens: 100,
    prices: { currency: 'EUR', input: 10, output: 1_000 },
    callsTools: true,
    answer: async (_request, { onUsage }) => {
      onUsage?.(usage);
      if (failure) throw failure;
      return {
        text: 'Yes.',
        toolCalls: [],
        stop: 'complete',
        usage,
        servedBy: 'test-model',
      };
    },
  };
}

async function askTwice(
  limits: BudgetLimits,
  who: string | undefined = user,
): Promise<void> {
  const model = new Budget(limits, new SpendingInMemory(), who).watch(
    modelThat(),
  );
  await model.answer(request, call);
  await model.answer(request, call);
}

it('sets no limit unless told to', async () => {
  await expect(askTwice({})).resolves.toBeUndefined();
  await expect(
    askTwice({ perInvestigation: { tokens: 2_000, cost: 0.5 } }),
  ).resolves.toBeUndefined();
});

it.each<[BudgetLimits, object]>([
  [
    { perInvestigation: { tokens: 1_110 } },
    {
      limit: 'perInvestigation',
      unit: 'tokens',
      message:
        'This investigation may use 1,110 tokens of language models; 1,000 are used, and the next request with its answer may take 113.',
    },
  ],
  [
    { perInvestigation: { cost: 0.34 } },
    {
      limit: 'perInvestigation',
      unit: 'cost',
      message:
        'This investigation may spend 0.34 on language models; 0.25 are spent, and the next request with its answer may cost 0.10.',
    },
  ],
  [
    { perUserAndDay: { tokens: 1_100 } },
    { limit: 'perUserAndDay', unit: 'tokens' },
  ],
  [{ perDay: { cost: 0.3 } }, { limit: 'perDay', unit: 'cost' }],
])('refuses what exceeds %j', async (limits, error) => {
  await expect(askTwice(limits)).rejects.toMatchObject({
    name: 'BudgetExhaustedError',
    ...error,
  });
});

it('counts what a day has seen of others only against everyone together', async () => {
  const spending = new SpendingInMemory();
  await spending.book('user:default/other', { tokens: 5_000, cost: 5 });
  const ask = (limits: BudgetLimits) =>
    new Budget(limits, spending, user).watch(modelThat()).answer(request, call);
  await expect(
    ask({ perUserAndDay: { tokens: 4_000 } }),
  ).resolves.toBeDefined();
  await expect(ask({ perDay: { tokens: 4_000 } })).rejects.toMatchObject({
    limit: 'perDay',
  });
});

it('has no limit of a user where nobody asked', async () => {
  const budget = new Budget(
    { perUserAndDay: { tokens: 1 } },
    new SpendingInMemory(),
  );
  await expect(budget.check(request, modelThat())).resolves.toBeUndefined();
});

it('books what was spent in vain', async () => {
  const spending = new SpendingInMemory();
  const failure = new ModelError('interrupted', 'It broke off.');
  const model = new Budget({}, spending, user).watch(modelThat(failure));
  await expect(model.answer(request, call)).rejects.toBe(failure);
  await expect(spending.today(user)).resolves.toEqual({
    user: { tokens: 1_000, cost: 0.25 },
    everyone: { tokens: 1_000, cost: 0.25 },
  });
});

it('sends no request that failed once more than is left for', async () => {
  let sent = 0;
  const failing: Model = {
    ...modelThat(),
    answer: async (asked, options) => {
      sent += 1;
      return modelThat(
        new ModelError('interrupted', 'It broke off.', { passing: true }),
      ).answer(asked, options);
    },
  };
  const guarded = new GuardedModel(failing, {
    concurrency: 1,
    retries: 5,
    suspendAfter: 100,
    suspendFor: 1_000,
    wholeTimeout: 60_000,
  });
  const spending = new SpendingInMemory();
  const model = new Budget(
    { perUserAndDay: { tokens: 2_100 } },
    spending,
    user,
  ).watch(guarded);
  await expect(model.answer(request, call)).rejects.toMatchObject({
    limit: 'perUserAndDay',
    unit: 'tokens',
  });
  expect(sent).toBe(2);
  expect((await spending.today(user)).user.tokens).toBe(2_000);
});

it('expects an answer of the length that the request allows', async () => {
  const model = new Budget(
    { perInvestigation: { tokens: 1_000 } },
    new SpendingInMemory(),
  ).watch(modelThat());
  const ask = (maximumOutputTokens: number) =>
    model.answer({ ...request, maximumOutputTokens }, call);
  await expect(ask(990)).rejects.toMatchObject({ unit: 'tokens' });
  await expect(ask(980)).resolves.toBeDefined();
});

describe('when nothing can be booked', () => {
  const broken = () => {
    const spending = new SpendingInMemory();
    const book = jest
      .spyOn(spending, 'book')
      .mockRejectedValue(new Error('no database'));
    return { spending, book };
  };

  it('gives the answer that was paid for, and counts it all the same', async () => {
    const { spending } = broken();
    const budget = new Budget({ perDay: { tokens: 1_100 } }, spending, user);
    const model = budget.watch(modelThat());
    await expect(model.answer(request, call)).resolves.toMatchObject({
      text: 'Yes.',
    });
    await expect(model.answer(request, call)).rejects.toMatchObject({
      limit: 'perDay',
    });
  });

  it('books it as soon as it can be', async () => {
    jest.useFakeTimers();
    const { spending, book } = broken();
    const model = new Budget({}, spending, user).watch(modelThat());
    await model.answer(request, call);
    await model.answer(request, call);
    await jest.advanceTimersByTimeAsync(5_000);
    book.mockRestore();
    await jest.advanceTimersByTimeAsync(60_000);
    jest.useRealTimers();
    expect((await spending.today(user)).everyone).toEqual({
      tokens: 2_000,
      cost: 0.5,
    });
  });
});

it('begins a new page each day', async () => {
  jest.useFakeTimers({ now: new Date('2026-11-22T23:59:00Z') });
  const spending = new SpendingInMemory();
  await spending.book(user, { tokens: 1_000, cost: 1 });
  jest.setSystemTime(new Date('2026-11-23T00:01:00Z'));
  const { everyone } = await spending.today(user);
  jest.useRealTimers();
  expect(everyone).toEqual({ tokens: 0, cost: 0 });
});
