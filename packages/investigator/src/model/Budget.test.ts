import { Budget, BudgetLimits } from './Budget';
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
    askTwice({ perInvestigation: { tokens: 2_000, cost: 0.3 } }),
  ).resolves.toBeUndefined();
});

it.each<[BudgetLimits, object]>([
  [
    { perInvestigation: { tokens: 1_010 } },
    {
      limit: 'perInvestigation',
      unit: 'tokens',
      message:
        'This investigation may use 1,010 tokens of language models; 1,000 are used, and the next request has about 13.',
    },
  ],
  [
    { perInvestigation: { cost: 0.2 } },
    {
      limit: 'perInvestigation',
      unit: 'cost',
      message:
        'This investigation may spend 0.20 on language models; 0.25 are spent.',
    },
  ],
  [
    { perUserAndDay: { tokens: 1_000 } },
    { limit: 'perUserAndDay', unit: 'tokens' },
  ],
  [{ perDay: { cost: 0.25 } }, { limit: 'perDay', unit: 'cost' }],
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
  await expect(budget.check(request)).resolves.toBeUndefined();
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

it('begins a new page each day', async () => {
  jest.useFakeTimers({ now: new Date('2026-11-22T23:59:00Z') });
  const spending = new SpendingInMemory();
  await spending.book(user, { tokens: 1_000, cost: 1 });
  jest.setSystemTime(new Date('2026-11-23T00:01:00Z'));
  const { everyone } = await spending.today(user);
  jest.useRealTimers();
  expect(everyone).toEqual({ tokens: 0, cost: 0 });
});
