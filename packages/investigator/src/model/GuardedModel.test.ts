import {
  calls,
  cutsInTheMiddle,
  fails,
  hangs,
  hasNoQuota,
  ModelServer,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { modelOptions, testKey } from '../__testUtils__/modelOptions';
import { createModel } from './createModel';
import { ModelCall } from './ModelCall';
import { ModelCallOptions, ModelUsage } from './Model';
import { ModelOptions } from './ModelOptions';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ apiKey: testKey });
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

const request = { messages: [{ role: 'user', text: 'Why?' }] } as const;

function tested(options: Partial<ModelOptions> = {}) {
  const seen: ModelCall[] = [];
  const model = createModel(modelOptions(server, { retries: 2, ...options }), {
    onCall: call => seen.push(call),
  });
  const ask = (call: Partial<ModelCallOptions> = {}) =>
    model.answer(request, { signal: new AbortController().signal, ...call });
  return { ask, seen, outcomes: () => seen.map(call => call.outcome) };
}

it('repeats what failed in passing', async () => {
  server.script(fails(500), fails(503), says('A Secret is missing.'));
  const { ask, seen } = tested();
  await expect(ask()).resolves.toMatchObject({ text: 'A Secret is missing.' });
  expect(seen).toMatchObject([
    { attempt: 1, outcome: 'unavailable' },
    { attempt: 2, outcome: 'unavailable' },
    { attempt: 3, outcome: 'complete', servedBy: 'test-model' },
  ]);
  const [first, second, third] = seen.map(each => each.startedAt.getTime());
  expect(second - first).toBeGreaterThanOrEqual(370);
  expect(third - second).toBeGreaterThanOrEqual(740);
});

it('repeats no more than it is told to', async () => {
  server.otherwise(fails(500));
  const { ask, outcomes } = tested({ retries: 1 });
  await expect(ask()).rejects.toMatchObject({ reason: 'unavailable' });
  expect(outcomes()).toEqual(['unavailable', 'unavailable']);
});

it.each([
  ['a wrong key', fails(401), 'unauthorized'],
  ['a bad request', fails(400), 'rejected'],
  ['spent quota', hasNoQuota(), 'rateLimited'],
  [
    'a longer wait than anyone has',
    fails(429, { retryAfter: 90 }),
    'rateLimited',
  ],
])('does not repeat what no waiting helps: %s', async (_name, turn, reason) => {
  server.script(turn, says('Never asked.'));
  await expect(tested().ask()).rejects.toMatchObject({ reason });
  expect(server.requests).toHaveLength(1);
});

it('waits as long as the server asks', async () => {
  server.script(fails(429, { retryAfter: 1 }), says('Yes.'));
  const { ask, seen } = tested();
  await ask();
  const [first, second] = seen.map(call => call.startedAt.getTime());
  expect(second - first).toBeGreaterThanOrEqual(1_000);
});

it('begins anew when the answer broke off, and says so', async () => {
  const text = 'A Secret is missing, so the pod waits.';
  server.script(cutsInTheMiddle(says(text)), says(text));
  let heard = '';
  const used: ModelUsage[] = [];
  const { ask } = tested();
  const { usage } = await ask({
    onText: piece => {
      heard += piece;
    },
    onRestart: () => {
      expect(text.startsWith(heard)).toBe(true);
      expect(heard).not.toBe('');
      heard = '';
    },
    onUsage: taken => used.push(taken),
  });
  expect(heard).toBe(text);
  expect(used).toHaveLength(2);
  expect(used[0]).toMatchObject({ estimated: true });
  expect(used[1]).toEqual(usage);
});

it('limits the time of everything together', async () => {
  server.otherwise(says('so slow', { pieceEvery: 150 }));
  const { ask, outcomes } = tested({ timeouts: { whole: 400 } });
  await expect(ask()).rejects.toThrow(
    "Tested did not complete its answer within 0.4 seconds. Ask again later, or raise the model's timeouts.whole.",
  );
  expect(outcomes()).toEqual(['timeout']);
});

it('does not count the time until a request may be sent', async () => {
  const limit = { requestsPerMinute: 1, timeouts: { whole: 100 } };
  server.otherwise(says('Yes.'));
  const { ask, seen } = tested(limit);
  await ask();
  const stop = new AbortController();
  const waiting = ask({ signal: stop.signal });
  setTimeout(() => stop.abort(new Error('Waited longer than that')), 300);
  await expect(waiting).rejects.toThrow('Waited longer than that');
  expect(seen).toHaveLength(1);
});

it('is asked by so many at a time', async () => {
  let open = 0;
  let most = 0;
  server.otherwise(() => {
    open += 1;
    most = Math.max(most, open);
    return says('Yes.', { pieceEvery: 20 });
  });
  const { ask } = tested({ concurrency: 2 });
  const answered = async () => {
    await ask();
    open -= 1;
  };
  await Promise.all(Array.from({ length: 6 }, answered));
  expect(most).toBe(2);
});

it('lets those go that no longer want to wait for their turn', async () => {
  server.otherwise(hangs());
  const { ask } = tested({ concurrency: 1 });
  const first = new AbortController();
  const second = new AbortController();
  const answers = [
    ask({ signal: first.signal }),
    ask({ signal: second.signal }),
  ];
  second.abort(new Error('No longer'));
  await expect(answers[1]).rejects.toThrow('No longer');
  first.abort(new Error('Nor me'));
  await expect(answers[0]).rejects.toThrow('Nor me');
  expect(server.requests.length).toBeLessThanOrEqual(1);
});

it('is left alone after it failed often, and tried again later', async () => {
  server.otherwise(fails(500));
  const { ask, outcomes } = tested({
    retries: 0,
    suspendAfter: 3,
    suspendFor: 300,
  });
  for (let count = 0; count < 3; count++) {
    await expect(ask()).rejects.toMatchObject({ reason: 'unavailable' });
  }
  await expect(ask()).rejects.toThrow(
    'Tested failed repeatedly and is left alone for 0.3 seconds. The last time: The server of Tested failed (500, server_error). Ask again later.',
  );
  expect(server.requests).toHaveLength(3);

  await new Promise(resolve => setTimeout(resolve, 350));
  server.script(says('Back.'), says('Still here.'));
  await expect(ask()).resolves.toMatchObject({ text: 'Back.' });
  await expect(ask()).resolves.toMatchObject({ text: 'Still here.' });
  expect(outcomes()).toEqual([
    ...Array(3).fill('unavailable'),
    'suspended',
    'complete',
    'complete',
  ]);
});

it('is not well again because somebody stopped the request that tried it', async () => {
  server.otherwise(fails(500));
  const { ask } = tested({ retries: 0, suspendAfter: 2, suspendFor: 100 });
  const wait = () => new Promise(resolve => setTimeout(resolve, 150));
  for (let count = 0; count < 2; count++)
    await expect(ask()).rejects.toMatchObject({ reason: 'unavailable' });
  await wait();
  server.otherwise(hangs());
  const stop = new AbortController();
  const tried = ask({ signal: stop.signal });
  await wait();
  stop.abort(new Error('No longer'));
  await expect(tried).rejects.toThrow('No longer');
  await expect(ask()).rejects.toMatchObject({ reason: 'suspended' });
  await wait();
  server.otherwise(says('Back.'));
  await expect(ask()).resolves.toMatchObject({ text: 'Back.' });
});

it('is not left alone for bad requests', async () => {
  const { ask } = tested({ retries: 0, suspendAfter: 2 });
  for (let count = 0; count < 5; count++) {
    server.script(fails(400));
    await expect(ask()).rejects.toMatchObject({ reason: 'rejected' });
  }
});

it('tells of each request without its text', async () => {
  server.script(says('A Secret is missing.', { pieceEvery: 5 }));
  const { ask, seen } = tested();
  await ask();
  expect(seen).toEqual([
    {
      name: 'Tested',
      attempt: 1,
      startedAt: expect.any(Date),
      duration: expect.any(Number),
      firstTextAfter: expect.any(Number),
      outcome: 'complete',
      servedBy: 'test-model',
      usage: expect.objectContaining({ estimated: false, outputTokens: 5 }),
    },
  ]);
  expect(seen[0].firstTextAfter).toBeLessThan(seen[0].duration);
});

it('takes nothing from the environment', async () => {
  process.env.OPENAI_ORG_ID = 'org-of-the-environment';
  process.env.OPENAI_BASE_URL = 'http://127.0.0.1:9/v1';
  process.env.OPENAI_CUSTOM_HEADERS = 'x-secret: of another server';
  try {
    server.script(calls([{ name: 'look', arguments: {} }]));
    await tested({ headers: { 'x-gateway': 'opsagent' } }).ask();
  } finally {
    delete process.env.OPENAI_ORG_ID;
    delete process.env.OPENAI_BASE_URL;
    delete process.env.OPENAI_CUSTOM_HEADERS;
  }
  const [{ headers }] = server.requests;
  expect(headers['openai-organization']).toBeUndefined();
  expect(headers['x-secret']).toBeUndefined();
  expect(headers['x-gateway']).toBe('opsagent');
});
