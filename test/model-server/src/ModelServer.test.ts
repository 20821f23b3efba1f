import { ModelServer, startModelServer } from './ModelServer';
import { calls, says } from './Turn';

const key = 'sk-test-0123456789abcdef';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ apiKey: key, models: ['test-model'] });
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

async function post(path: string, body: unknown, headers = {}) {
  const response = await fetch(new URL(path, server.baseUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text };
}

function chat(more: object) {
  return post('/v1/chat/completions', { model: 'test-model', ...more });
}

function respond(more: object) {
  return post('/v1/responses', { model: 'test-model', ...more });
}

const question = { role: 'user', content: 'Why?' };

function asking(...ids: string[]) {
  return {
    role: 'assistant',
    content: null,
    tool_calls: ids.map(id => ({
      id,
      type: 'function',
      function: { name: 'look', arguments: '{}' },
    })),
  };
}

function found(id: string) {
  return { role: 'tool', tool_call_id: id, content: 'nothing' };
}

const open = {
  type: 'object',
  properties: { pod: { type: 'string' }, tail: { type: 'integer' } },
  required: ['pod'],
  additionalProperties: false,
};

it.each([
  [
    'a call without an answer',
    { messages: [question, asking('a', 'b'), found('a'), question] },
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: b",
  ],
  [
    'a call without an answer at the end',
    { messages: [question, asking('a')] },
    'did not have response messages: a',
  ],
  [
    'an answer without a call',
    { messages: [question, found('a')] },
    "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'",
  ],
  [
    'an answer to another call',
    { messages: [question, asking('a'), found('b')] },
    "messages with role 'tool' must be a response",
  ],
  [
    'two answers to one call',
    { messages: [question, asking('a'), found('a'), found('a')] },
    "messages with role 'tool' must be a response",
  ],
  ['no message', { messages: [] }, "Invalid 'messages': empty array"],
  [
    'a role that is none',
    { messages: [{ role: 'robot', content: '' }] },
    "Invalid value: 'robot'",
  ],
  [
    'a message without content',
    { messages: [{ role: 'user' }] },
    "Invalid value for 'content'",
  ],
  [
    'a name with a space',
    {
      messages: [question],
      tools: [{ type: 'function', function: { name: 'read logs' } }],
    },
    "Invalid 'tools[0].function.name': string does not match pattern",
  ],
  [
    'a strict function whose arguments may be left out',
    {
      messages: [question],
      tools: [
        {
          type: 'function',
          function: { name: 'look', strict: true, parameters: open },
        },
      ],
    },
    "Invalid schema for function 'look': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'tail'.",
  ],
  [
    'a strict answer that is open inside',
    {
      messages: [question],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'cause',
          strict: true,
          schema: {
            type: 'object',
            properties: { subject: { type: 'object', properties: {} } },
            required: ['subject'],
            additionalProperties: false,
          },
        },
      },
    },
    "In context=('subject'), 'additionalProperties' is required to be supplied and to be false.",
  ],
])('refuses chat completions with %s', async (_name, body, message) => {
  const { status, text } = await chat(body);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    error: {
      message: expect.stringContaining(message),
      type: 'invalid_request_error',
      param: expect.any(String),
    },
  });
  expect(server.requests).toEqual([]);
});

it.each([
  [
    'a call without an output',
    [
      question,
      { type: 'function_call', call_id: 'a', name: 'look', arguments: '{}' },
    ],
    'No tool output found for function call a.',
  ],
  [
    'an output without a call',
    [
      question,
      { type: 'function_call_output', call_id: 'a', output: 'nothing' },
    ],
    'No tool call found for function call output with call_id a.',
  ],
])('refuses responses with %s', async (_name, input, message) => {
  const { status, text } = await respond({ input });
  expect(status).toBe(400);
  expect(JSON.parse(text).error.message).toBe(message);
});

it('refuses what is not JSON', async () => {
  const { status, text } = await post('/v1/chat/completions', '{"model":');
  expect(status).toBe(400);
  expect(JSON.parse(text).error.type).toBe('invalid_request_error');
});

it('asks for the key, and repeats a wrong one only in part', async () => {
  const wrong = await post(
    '/v1/chat/completions',
    { model: 'test-model', messages: [question] },
    { authorization: 'Bearer sk-wrong-0123456789' },
  );
  expect(wrong.status).toBe(401);
  expect(wrong.text).toContain('sk-wrong*******6789');
  const models = await fetch(`${server.baseUrl}/models`);
  expect(models.status).toBe(401);
});

it('lists its models', async () => {
  const response = await fetch(`${server.baseUrl}/models`, {
    headers: { authorization: `Bearer ${key}` },
  });
  await expect(response.json()).resolves.toMatchObject({
    object: 'list',
    data: [{ id: 'test-model', object: 'model' }],
  });
});

it('streams chat completions piece by piece up to [DONE], with usage only when asked', async () => {
  server.otherwise(calls([{ name: 'look', arguments: { pod: 'a', tail: 9 } }]));
  const plain = await chat({ messages: [question], stream: true });
  expect(plain.text).not.toContain('usage');
  const { text } = await chat({
    messages: [question],
    stream: true,
    stream_options: { include_usage: true },
  });
  const events = text.trim().split('\n\n');
  expect(events.at(-1)).toBe('data: [DONE]');
  const chunks = events
    .slice(0, -1)
    .map(event => JSON.parse(event.replace('data: ', '')));
  const pieces = chunks.flatMap(
    ({ choices }) => choices[0]?.delta.tool_calls ?? [],
  );
  expect(pieces[0]).toMatchObject({
    id: 'call_2_0',
    function: { name: 'look', arguments: '' },
  });
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.map(piece => piece.function.arguments).join('')).toBe(
    '{"pod":"a","tail":9}',
  );
  expect(chunks.at(-2).choices[0].finish_reason).toBe('tool_calls');
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: { total_tokens: expect.any(Number) },
  });
});

it('streams responses in the order of the documentation', async () => {
  server.script(calls([{ name: 'look', arguments: {} }], { text: 'I look.' }));
  const { text } = await respond({ input: 'Why?', stream: true });
  const events = text
    .trim()
    .split('\n\n')
    .map(event => JSON.parse(event.split('\ndata: ')[1]));
  expect(events.map(event => event.type)).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.output_item.added',
    'response.function_call_arguments.delta',
    'response.function_call_arguments.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(events.map(event => event.sequence_number)).toEqual(
    events.map((_event, index) => index),
  );
  expect(events.at(-1).response.output).toHaveLength(2);
});

it('looks at no schema of an answer where it is told to ignore them', async () => {
  const old = await startModelServer({ structuredOutput: 'ignored' });
  old.otherwise(says('Because.'));
  const response = await fetch(`${old.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'old',
      messages: [question],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'cause', strict: true, schema: open },
      },
    }),
  });
  await old.stop();
  expect(response.status).toBe(200);
});

it('answers as a recorded model did, and makes turns for requests', async () => {
  server.replays({
    answers: [{ calls: [{ name: 'look', arguments: {} }] }, { text: 'Done.' }],
  });
  server.script(request => says(`${request.texts.join(' ')} ${request.tools}`));
  const tools = [{ type: 'function', function: { name: 'look' } }];
  const answers = [];
  for (let count = 0; count < 3; count++) {
    const { text } = await chat({ messages: [question], tools });
    answers.push(JSON.parse(text).choices[0].message);
  }
  expect(answers).toMatchObject([
    { tool_calls: [{ function: { name: 'look' } }] },
    { content: 'Done.' },
    { content: 'Why? look' },
  ]);
  const { text } = await chat({ messages: [question] });
  expect(JSON.parse(text).error.code).toBe('script_at_its_end');
});

it('is one of Azure as well', async () => {
  server.otherwise(says('Because.'));
  const at = (deployment: string, headers = {}) =>
    post(
      `/openai/deployments/${deployment}/chat/completions?api-version=2024-10-21`,
      { messages: [question] },
      { authorization: '', ...headers },
    );
  expect((await at('test-model', { 'api-key': key })).status).toBe(200);
  const denied = await at('test-model', { 'api-key': 'wrong' });
  expect(denied.status).toBe(401);
  expect(denied.text).toContain(
    'Access denied due to invalid subscription key',
  );
  const missing = await at('other', { 'api-key': key });
  expect(missing.status).toBe(404);
  expect(missing.text).toContain('DeploymentNotFound');
});
