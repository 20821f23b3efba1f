import {
  calls,
  filters,
  ModelServer,
  refuses,
  says,
  ScriptTurn,
  startModelServer,
  stopsShort,
} from '@opsagent/test-model-server';
import { createModel } from './createModel';
import { Model, ModelCallOptions, ToolDeclaration } from './Model';
import { ModelOptions } from './ModelOptions';

/**
 * The suite runs against any server that `OPSAGENT_TEST_MODEL_BASE_URL` names, with the model `OPSAGENT_TEST_MODEL_NAME`, the key
 * `OPSAGENT_TEST_MODEL_KEY` and the protocol `OPSAGENT_TEST_MODEL_API`; against a scripted one, by both protocols, unless given.
 */
const environment = process.env;
const realUrl = environment.OPSAGENT_TEST_MODEL_BASE_URL;
const realApi =
  environment.OPSAGENT_TEST_MODEL_API === 'responses'
    ? 'responses'
    : 'chat-completions';

const key = 'sk-test-0123456789abcdef';
const apis: ModelOptions['api'][] = realUrl
  ? [realApi]
  : ['chat-completions', 'responses'];
const ways = apis.flatMap(api => [
  { api, streams: true },
  { api, streams: false },
]);

let server: ModelServer | undefined;

beforeAll(async () => {
  if (!realUrl) server = await startModelServer({ apiKey: key });
});
afterAll(() => server?.stop());
beforeEach(() => server?.reset());

function script(...turns: ScriptTurn[]): void {
  server?.script(...turns);
}

function modelOf(options: Partial<ModelOptions> = {}): Model {
  return createModel({
    name: 'Tested',
    api: 'chat-completions',
    baseUrl: realUrl ?? server?.baseUrl,
    apiKey: realUrl ? environment.OPSAGENT_TEST_MODEL_KEY : key,
    model: environment.OPSAGENT_TEST_MODEL_NAME ?? 'test-model',
    contextTokens: 32_000,
    maximumOutputTokens: 2_000,
    prices: { currency: 'USD', input: 2, cachedInput: 1, output: 8 },
    retries: 0,
    sends: [],
    ...options,
  });
}

function call(options: Partial<ModelCallOptions> = {}): ModelCallOptions {
  return { signal: new AbortController().signal, ...options };
}

const readLogs: ToolDeclaration = {
  name: 'read_logs',
  description: 'Reads the last lines that a pod has written',
  parameters: {
    type: 'object',
    properties: { pod: { type: 'string' } },
    required: ['pod'],
    additionalProperties: false,
  },
};

describe.each(ways)('by $api, streams: $streams', way => {
  it('answers with text, and tells what it took', async () => {
    script(says('The pod ran out of memory.'));
    const heard: string[] = [];
    const used: number[] = [];

    const answer = await modelOf(way).answer(
      {
        messages: [
          { role: 'system', text: 'You explain in one short sentence.' },
          { role: 'user', text: 'What does OOMKilled mean?' },
        ],
      },
      call({
        onText: piece => heard.push(piece),
        onUsage: usage => used.push(usage.outputTokens),
      }),
    );

    expect(answer.stop).toBe('complete');
    expect(answer.text).not.toBe('');
    expect(answer.toolCalls).toEqual([]);
    expect(heard.join('')).toBe(answer.text);
    expect(answer.usage.inputTokens).toBeGreaterThan(5);
    expect(answer.usage.outputTokens).toBeGreaterThan(1);
    expect(answer.usage.cost).toBeGreaterThan(0);
    expect(used).toEqual([answer.usage.outputTokens]);
  });

  it('calls a tool, and goes on from what the tool found', async () => {
    const question = {
      role: 'user',
      text: 'Call read_logs for the pod "checkout-7d9". Then tell in one sentence which Secret is missing.',
    } as const;
    script(
      calls([{ name: 'read_logs', arguments: { pod: 'checkout-7d9' } }], {
        text: 'I look at the logs.',
      }),
      says('The Secret checkout-db is missing.'),
    );
    const model = modelOf(way);

    const first = await model.answer(
      { messages: [question], tools: [readLogs] },
      call(),
    );
    expect(first.stop).toBe('toolCalls');
    expect(first.toolCalls[0].name).toBe('read_logs');
    expect(JSON.parse(first.toolCalls[0].arguments)).toEqual({
      pod: 'checkout-7d9',
    });

    const second = await model.answer(
      {
        messages: [
          question,
          { role: 'assistant', text: first.text, toolCalls: first.toolCalls },
          ...first.toolCalls.map(
            ({ id }) =>
              ({
                role: 'tool',
                callId: id,
                text: 'panic: secret "checkout-db" not found',
              }) as const,
          ),
        ],
        tools: [readLogs],
      },
      call(),
    );
    expect(second.stop).toBe('complete');
    expect(second.text).toContain('checkout-db');
  });

  it('answers by a schema', async () => {
    script(says('{"cause":"out of memory","certain":true}'));

    const answer = await modelOf(way).answer(
      {
        messages: [
          {
            role: 'user',
            text: 'A container ended with reason OOMKilled. What is the cause?',
          },
        ],
        answer: {
          name: 'cause',
          schema: {
            type: 'object',
            properties: {
              cause: { type: 'string' },
              certain: { type: 'boolean' },
            },
            required: ['cause', 'certain'],
            additionalProperties: false,
          },
        },
      },
      call(),
    );

    expect(JSON.parse(answer.text)).toEqual({
      cause: expect.any(String),
      certain: expect.any(Boolean),
    });
  });

  it('stops when it is told to', async () => {
    script(says('one two three four five six seven', { pieceEvery: 100 }));
    const stop = new AbortController();
    const answer = modelOf(way).answer(
      { messages: [{ role: 'user', text: 'Count from one to a hundred.' }] },
      call({ signal: stop.signal }),
    );
    setTimeout(() => stop.abort(new Error('Stopped by a test')), 150);
    await expect(answer).rejects.toThrow('Stopped by a test');
  });
});

const scripted = realUrl ? describe.skip : describe;

scripted.each(ways)(
  'by $api, streams: $streams (skipped against a real server, which follows no script)',
  way => {
    const question = { messages: [{ role: 'user', text: 'Why?' }] } as const;

    it('hands the text over in pieces where it streams', async () => {
      script(says('The pod ran out of memory.'));
      const heard: string[] = [];
      const answer = await modelOf(way).answer(
        question,
        call({ onText: piece => heard.push(piece) }),
      );
      expect(answer.text).toBe('The pod ran out of memory.');
      expect(heard.length > 1).toBe(way.streams);
      expect(answer.usage.estimated).toBe(false);
      expect(answer.servedBy).toBe('test-model');
    });

    it('tells several calls of one turn apart', async () => {
      script(
        calls([
          { name: 'read_logs', arguments: { pod: 'a' } },
          { name: 'read_logs', arguments: { pod: 'b' } },
          { name: 'list_events', arguments: '{"broken' },
        ]),
      );
      const { toolCalls } = await modelOf(way).answer(
        { ...question, tools: [readLogs] },
        call(),
      );
      expect(toolCalls).toEqual([
        { id: 'call_1_0', name: 'read_logs', arguments: '{"pod":"a"}' },
        { id: 'call_1_1', name: 'read_logs', arguments: '{"pod":"b"}' },
        { id: 'call_1_2', name: 'list_events', arguments: '{"broken' },
      ]);
    });

    it.each([
      [
        'refusal',
        refuses("I can't help with that."),
        "I can't help with that.",
      ],
      ['refusal', filters('It is'), 'It is'],
      ['length', stopsShort('It is because'), 'It is because'],
    ])('stops with %s', async (stop, turn, text) => {
      script(turn);
      await expect(
        modelOf(way).answer(question, call()),
      ).resolves.toMatchObject({ stop, text, toolCalls: [] });
    });

    it('counts cached tokens at their price', async () => {
      script(
        says('Yes.', { usage: { input: 1_000, cached: 600, output: 100 } }),
      );
      const { usage } = await modelOf(way).answer(question, call());
      expect(usage).toEqual({
        inputTokens: 1_000,
        cachedInputTokens: 600,
        outputTokens: 100,
        estimated: false,
        cost: (400 * 2 + 600 * 1 + 100 * 8) / 1_000_000,
      });
    });

    it('lets the model think longer than it may pause', async () => {
      script(says('Because.', { thinksFor: 400 }));
      const answer = await modelOf({
        ...way,
        timeouts: { betweenPieces: 150 },
      }).answer(question, call());
      expect(answer.text).toBe('Because.');
    });

    it('estimates the tokens that the server does not count', async () => {
      script(says('Because of a missing Secret.', { usage: null }));
      const { usage } = await modelOf(way).answer(question, call());
      expect(usage).toMatchObject({ estimated: true, outputTokens: 8 });
    });

    it('speaks to deployments of Azure', async () => {
      script(says('Because.'));
      const answer = await modelOf({
        ...way,
        baseUrl: server?.azureUrl,
        azure: { apiVersion: '2024-10-21' },
      }).answer(question, call());
      expect(answer.text).toBe('Because.');
      const [{ path, headers }] = server?.requests ?? [];
      expect(headers['api-key']).toBe(key);
      expect(headers.authorization).toBeUndefined();
      expect(path).toBe(
        way.api === 'responses'
          ? '/openai/responses?api-version=2024-10-21'
          : '/openai/deployments/test-model/chat/completions?api-version=2024-10-21',
      );
    });

    it('lets nothing be kept, and sends no more than the options say', async () => {
      script(says('Because.'));
      await modelOf({ ...way, reasoningEffort: 'low' }).answer(
        question,
        call(),
      );
      const [{ body }] = server?.requests ?? [];
      const streamed = way.streams ? { stream: true } : {};
      expect(body).toEqual(
        way.api === 'responses'
          ? {
              model: 'test-model',
              store: false,
              input: [{ role: 'user', content: 'Why?' }],
              max_output_tokens: 2_000,
              reasoning: { effort: 'low' },
              ...streamed,
            }
          : {
              model: 'test-model',
              messages: [{ role: 'user', content: 'Why?' }],
              max_tokens: 2_000,
              reasoning_effort: 'low',
              ...streamed,
              ...(way.streams
                ? { stream_options: { include_usage: true } }
                : {}),
            },
      );
    });

    it('tells a model without tools what another one has seen', async () => {
      script(says('A Secret is missing.'));
      await modelOf({ ...way, callsTools: false }).answer(
        {
          messages: [
            ...question.messages,
            {
              role: 'assistant',
              text: '',
              toolCalls: [{ id: 'a', name: 'read_logs', arguments: '{}' }],
            },
            { role: 'tool', callId: 'a', text: 'no Secret' },
          ],
          tools: [readLogs],
        },
        call(),
      );
      const [{ texts, tools }] = server?.requests ?? [];
      expect(tools).toEqual([]);
      expect(texts).toEqual([
        'Why?',
        'read_logs {}',
        'read_logs {} brought:\nno Secret',
      ]);
    });

    it('asks for a schema in words where the server keeps to none', async () => {
      script(says('{"cause":"unknown"}'));
      const schema = { type: 'object', properties: {} };
      await modelOf({ ...way, structuredOutput: false }).answer(
        { ...question, answer: { name: 'cause', schema } },
        call(),
      );
      const [{ body, texts }] = server?.requests ?? [];
      expect(body.response_format ?? body.text).toBeUndefined();
      expect(texts).toHaveLength(1);
      expect(texts[0]).toMatch(/^Why\?\n\n/);
      expect(texts[0]).toContain(JSON.stringify(schema));
    });
  },
);
