import { z } from 'zod';
import { askFor } from './askFor';
import { ModelAnswer } from './Model';
import { ModelError } from './ModelError';

const schema = z.strictObject({
  cause: z.string().max(20),
  certain: z.boolean(),
});
const good = { cause: 'out of memory', certain: true };

/** A conversation in which the model says these things, one after the other. */
function conversationOf(...answers: (string | Partial<ModelAnswer>)[]) {
  const told: string[] = [];
  const conversation = {
    say: (_role: 'user', text: string) => told.push(text),
    ask: async (): Promise<ModelAnswer> => {
      const next = answers.shift() ?? '';
      return {
        text: '',
        toolCalls: [],
        stop: 'complete',
        usage: {
          inputTokens: 1,
          outputTokens: 1,
          cachedInputTokens: 0,
          estimated: false,
        },
        servedBy: 'test-model',
        ...(typeof next === 'string' ? { text: next } : next),
      };
    },
  };
  return { conversation, told };
}

const options = { name: 'cause', schema, corrections: 2 };
const json = JSON.stringify(good, null, 2);

it.each([
  ['as it is', json],
  ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
  [
    'in a fence with words',
    `Here it is:\n\`\`\`\n${json}\n\`\`\`\nAnything else?`,
  ],
  ['with words', `The answer is ${json}. Anything else?`],
  ['after thinking aloud', `<think>{"cause": "?"} or maybe…</think>\n${json}`],
])('reads the value %s', async (_name, text) => {
  const { conversation, told } = conversationOf(text);
  await expect(askFor(conversation, options)).resolves.toEqual({
    value: good,
    problems: [],
  });
  expect(told).toEqual([]);
});

it('tells the model what is wrong, and takes what it mended', async () => {
  const { conversation, told } = conversationOf(
    'It ran out of memory.',
    { text: '{"cause": "out of', stop: 'length' },
    json,
  );
  const rejected: (readonly string[])[] = [];
  const { value } = await askFor(conversation, {
    ...options,
    onRejected: problems => rejected.push(problems),
  });
  expect(value).toEqual(good);
  expect(rejected).toEqual([
    ['the answer is not JSON'],
    ['the answer was cut off; write a shorter one'],
  ]);
  expect(told[0]).toContain('- the answer is not JSON');
});

it('gives up with a typed error after the last correction', async () => {
  const bad = '{"cause":"a sentence that is much too long","certain":"yes"}';
  const { conversation, told } = conversationOf(bad, bad, bad);
  const failure = await askFor(conversation, options).catch(error => error);
  expect(failure).toBeInstanceOf(ModelError);
  expect(failure).toMatchObject({
    reason: 'malformed',
    message:
      'The model did not answer in the form it was asked for: cause: Too big: expected string to have <=20 characters; certain: it has to be a boolean',
  });
  expect(told).toHaveLength(2);
});

it('answers the last value of the right shape although a check finds problems', async () => {
  const { conversation, told } = conversationOf(json, json, json);
  await expect(
    askFor(conversation, { ...options, check: () => ['E9 is not known'] }),
  ).resolves.toEqual({ value: good, problems: ['E9 is not known'] });
  expect(told).toHaveLength(2);
});

it('says the form of what is left out or is something else', async () => {
  const nested = z.strictObject({
    subject: z.strictObject({ kind: z.string(), name: z.string() }).nullable(),
    ids: z.array(z.number()),
    outcome: z.enum(['known', 'unknown']),
  });
  const { conversation, told } = conversationOf(
    '{"subject":"Pod a","ids":["E1"],"outcome":"perhaps"}',
    '{"subject":null,"ids":[],"outcome":"known"}',
  );
  await askFor(conversation, { ...options, schema: nested });
  expect(told[0]).toContain('subject: it has to be an object with kind, name');
  expect(told[0]).toContain('ids.0: it has to be a number');
  expect(told[0]).toContain('outcome: it has to be one of known, unknown');
});
