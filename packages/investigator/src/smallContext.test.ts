import { calls, says, startModelServer } from '@opsagent/test-model-server';
import { modelOptions } from './__testUtils__/modelOptions';
import { answerQuestion } from './answer/answerQuestion';
import { QuestionSubject } from './answer/QuestionSubject';
import { investigate } from './investigate';
import { Fact, LedgerEntry } from './ledger/Fact';
import { createModel } from './model/createModel';
import { ModelOptions } from './model/ModelOptions';
import { ModelChain } from './model/ModelChain';
import { createPrivacy } from './privacy/createPrivacy';
import { brokenCheckout } from './testing/brokenCheckout';
import { writtenVerdict } from './testing/writtenVerdict';
import { runbookTools } from './runbooks/runbookTools';

const LOGS = Array.from(
  { length: 400 },
  (_, line) =>
    `line ${line}: ${'connection refused by the database '.repeat(6)}`,
).join('\n');

const lines = (count: number) => ({
  name: 'get_logs',
  arguments: {
    namespace: 'shop',
    pod: 'checkout-1-x',
    container: 'app',
    previous: false,
    since_minutes: null,
    contains: null,
    lines: count,
  },
});
const RUNBOOK = {
  name: 'read_runbook',
  arguments: { runbook: 'Long', section: null },
};
const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };
/** What a model that looks at everything there is asks for, turn by turn. */
const LOOKS = [
  [{ name: 'get_object', arguments: POD }, RUNBOOK],
  ...Array.from({ length: 20 }, (_, index) => [
    lines(200 - index),
    lines(1 + index),
  ]),
];

const ANSWER = JSON.stringify({
  outcome: 'answered',
  statements: [{ text: 'The Secret lacks a key.', evidence: ['E13'] }],
  missing: [],
  filter: null,
  next_questions: [],
  hostile_text: [],
});

const tools = runbookTools([
  {
    title: 'Long',
    read: async () =>
      Array.from({ length: 20 }, (_, index) => ({
        heading: `Step ${index}`,
        text: 'Look at it, and think about it. '.repeat(100),
      })),
  },
]);

const facts = Array.from({ length: 60 }, (_, index): Fact => ({
  kind: 'document',
  text: `Incident ${index}: ${'it is not as it should be '.repeat(20)}`,
}));

/** What a model that holds so many tokens is asked of a server that refuses more; the answers that it may have are as long as those of the portal. */
async function askedOf(contextTokens: number, api: ModelOptions['api']) {
  const server = await startModelServer({ contextTokens });
  const options = modelOptions(server, {
    api,
    contextTokens,
    maximumOutputTokens: 4_096,
  });
  const { incident, view } = brokenCheckout({ logs: LOGS });
  const common = {
    view,
    tools,
    cluster: { scope: view.scope, read: async () => view },
    models: new ModelChain([createModel(options)]),
    privacy: createPrivacy({ key: 'test' }),
    signal: new AbortController().signal,
  };
  return {
    server,
    investigate: () => investigate({ ...common, incident }),
    ask: (subject: QuestionSubject = { type: 'incident', incident }) =>
      answerQuestion({
        ...common,
        subject,
        question: 'What is it? '.repeat(100),
        earlier: Array.from({ length: 12 }, (_, index) => ({
          question: `Question ${index}`,
          answer: {
            statements: [
              { text: 'So it is. '.repeat(30), evidence: [], isProven: false },
            ],
          },
          evidence: [
            { id: `E${index + 1}`, kind: 'log', text: 'FATAL '.repeat(60) },
          ] satisfies LedgerEntry[],
        })),
        lastNumber: 12,
      }),
  };
}

describe.each(['chat-completions', 'responses'] as const)(
  'a model that holds little, asked by %s',
  api => {
    let asked: Awaited<ReturnType<typeof askedOf>>;
    afterEach(() => asked.server.stop());

    const greedy = (conclusion: string) => {
      let turn = 0;
      asked.server.otherwise(({ tools: given }) =>
        given.length > 0 && turn < LOOKS.length
          ? calls(LOOKS[turn++])
          : says(conclusion),
      );
    };
    const sent = () => asked.server.requests.map(each => each.texts.join('\n'));

    it.each([4_000, 8_000, 16_000])(
      'concludes with %d tokens, however much it asks for, and is told what was cut',
      async tokens => {
        asked = await askedOf(tokens, api);
        greedy(JSON.stringify(writtenVerdict()));
        const { steps, verdict } = await asked.investigate();
        expect(asked.server.refusals).toEqual([]);
        expect(verdict?.hypotheses).toHaveLength(1);
        const looks = steps.filter(each => each.type === 'toolCall');
        expect(looks.some(each => each.facts.length > 0)).toBe(true);
        expect(looks.some(each => each.cut ?? each.problem)).toBe(true);
        expect(sent().at(-1)).toMatch(
          /\[cut: \d+ more facts|There is no room left for any/,
        );
      },
    );

    it.each<[string, QuestionSubject | undefined, string]>([
      ['an incident', undefined, 'Earlier in this conversation'],
      [
        'a cluster of which much is known',
        {
          type: 'cluster',
          name: 'prod',
          facts,
          cut: '7 less severe incidents',
        },
        'more facts, for which there is no room]\n[cut: 7 less severe incidents]',
      ],
    ])('answers about %s with 8,000 tokens', async (_, subject, told) => {
      asked = await askedOf(8_000, api);
      greedy(ANSWER);
      const { answer } = await asked.ask(subject);
      expect(asked.server.refusals).toEqual([]);
      expect(answer?.statements).toMatchObject([{ isProven: true }]);
      const [opening] = sent();
      expect(opening).toMatch(/\[cut: \d+ earlier questions/);
      expect(opening).toContain(told);
    });

    it('says what helps when there is no room for an answer, and asks nothing', async () => {
      asked = await askedOf(1_500, api);
      const results = [await asked.investigate(), await asked.ask()];
      for (const { outcome, steps } of results) {
        expect(outcome).toBe('failed');
        expect(steps.at(-1)).toEqual({
          type: 'failed',
          reason: 'model',
          message:
            "The conversation is longer than Tested takes. Check the model's contextTokens, 1500 at present, or use a model with more.",
        });
      }
      expect([asked.server.requests, asked.server.refusals]).toEqual([[], []]);
    });
  },
);
