import {
  calls,
  fails,
  ModelServer,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { modelOptions } from '../__testUtils__/modelOptions';
import { createModel } from './createModel';
import { ModelAnswer, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';

const schema = {
  type: 'object',
  properties: {},
  required: [],
  additionalProperties: false,
};

const request: ModelRequest = {
  messages: [{ role: 'user', text: 'Why?' }],
  tools: [{ name: 'look', description: 'Looks', parameters: schema }],
  answer: { name: 'cause', schema },
};

const servers: ModelServer[] = [];

async function start(...settings: Parameters<typeof startModelServer>) {
  const server = await startModelServer(...settings);
  servers.push(server);
  server.otherwise(says('{}'));
  return server;
}

function modelAt(server: ModelServer, options: Partial<ModelOptions> = {}) {
  const model = createModel(modelOptions(server, options));
  return (asked: ModelRequest = request) =>
    model.answer(asked, { signal: new AbortController().signal });
}

/** The message of a request that stands behind the question. */
const secondOf = (server: ModelServer, index: number) =>
  (server.requests[index].body.messages as Record<string, unknown>[])[1];

const bodiesOf = (server: ModelServer) =>
  server.requests.map(({ body }) => body);

afterEach(() => Promise.all(servers.splice(0).map(each => each.stop())));

describe.each(['chat-completions', 'responses'] as const)('by %s', api => {
  it('takes a whole answer from a server that does not stream, and asks for none thereafter', async () => {
    const server = await start({ streaming: 'ignored' });
    const ask = modelAt(server, { api });
    expect((await ask()).text).toBe('{}');
    expect((await ask()).text).toBe('{}');
    expect(bodiesOf(server).map(({ stream }) => stream ?? false)).toEqual([
      true,
      false,
    ]);
  });

  it('does without what a server does not know', async () => {
    const server = await start({
      tools: 'rejected',
      structuredOutput: 'rejected',
    });
    const ask = modelAt(server, { api });
    expect((await ask()).text).toBe('{}');
    expect(server.refusals).toHaveLength(2);
    const [body] = bodiesOf(server);
    expect(body).not.toHaveProperty('tools');
    expect(body).not.toHaveProperty('response_format');
    expect(body).not.toHaveProperty('text');
    expect(JSON.stringify(body)).toContain('valid by this JSON Schema');
    await ask();
    expect(server.refusals).toHaveLength(2);
  });
});

describe('a refusal', () => {
  /** In the words of vLLM, Ollama, OpenAI, llama.cpp and gateways, and what the next request leaves out or has instead. */
  it.each<[string, Parameters<typeof fails>[1], object]>([
    [
      'of tools by a model that was not trained for them',
      { message: 'registry.ollama.ai/library/phi3 does not support tools' },
      { tools: undefined },
    ],
    [
      'of tools by a server that was not told how the model calls them',
      {
        message:
          '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      },
      { tools: undefined },
    ],
    [
      'of a schema',
      {
        message: "'response_format.type' must be 'text' or 'json_object'",
        param: 'response_format',
      },
      { response_format: undefined },
    ],
    [
      'of strict tools',
      { message: 'tools.0.function.strict: Extra inputs are not permitted' },
      { response_format: undefined, tools: [{ type: 'function' }] },
    ],
    [
      'of counting what is streamed',
      { message: 'Unrecognized request argument supplied: stream_options' },
      { stream: true, stream_options: undefined },
    ],
    [
      'of streams',
      { message: 'stream is not supported by this deployment' },
      { stream: undefined, stream_options: undefined },
    ],
    [
      'of the older name of the limit',
      {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
      { max_tokens: undefined, max_completion_tokens: 2_000 },
    ],
  ])('%s is no failure', async (_name, error, expected) => {
    const server = await start();
    server.script(fails(400, { ...error, type: 'invalid_request_error' }));
    expect((await modelAt(server)()).text).toBe('{}');
    const [, body] = bodiesOf(server);
    expect({
      stream: body.stream,
      stream_options: body.stream_options,
      max_tokens: body.max_tokens,
      max_completion_tokens: body.max_completion_tokens,
      response_format: body.response_format,
      tools: body.tools,
    }).toMatchObject(expected);
  });

  it.each([
    'tool_call_id call_1 was not found in the messages before',
    'max_tokens is too large: 2000',
    'messages[1] has no content',
  ])('for another reason fails at once: %s', async message => {
    const server = await start();
    server.script(fails(400, { message }));
    await expect(modelAt(server)()).rejects.toThrow('does not take');
    expect(server.requests).toHaveLength(1);
  });

  it('that recurs in plainer form fails', async () => {
    const server = await start();
    const refusal = fails(400, { message: 'response_format is not supported' });
    server.script(refusal, refusal);
    await expect(modelAt(server)()).rejects.toThrow('does not take');
    expect(server.requests).toHaveLength(2);
  });
});

describe('after calls of tools', () => {
  const called = [{ id: 'a', name: 'look', arguments: '{}' }];
  /** Asks for the answer, and offers no tools any more. */
  const concluding: ModelRequest = {
    messages: [
      ...request.messages,
      { role: 'assistant', text: '', toolCalls: called },
      { role: 'tool', callId: 'a', text: 'It is gone.' },
      { role: 'user', text: 'Conclude.' },
    ],
    answer: request.answer,
  };

  /** In the words of LiteLLM, Bedrock, Mistral and a template of llama.cpp. */
  it.each([
    [
      400,
      "litellm.UnsupportedParamsError: Anthropic doesn't support tool calling without `tools=` param specified. Pass `tools=` param",
    ],
    [
      400,
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    ],
    [400, "Unexpected role 'user' after role 'tool'"],
    [
      500,
      'After the optional system message, conversation roles must alternate user/assistant/user/assistant',
    ],
  ])(
    'tells them in words, where no more are offered, to a server that says %d %s',
    async (status, message) => {
      const server = await start();
      server.script(fails(status, { message }));
      const ask = modelAt(server);
      expect((await ask(concluding)).text).toBe('{}');
      await ask({ ...concluding, tools: request.tools });
      const [, told, offered] = bodiesOf(server);
      expect(told.messages).toEqual([
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'look {}' },
        {
          role: 'user',
          content: 'look {} brought:\nIt is gone.\n\nConclude.',
        },
      ]);
      expect(offered.messages).toHaveLength(4);
      expect(offered.tools).toHaveLength(1);
    },
  );

  const asked = ({
    echo,
    toolCalls,
  }: Pick<ModelAnswer, 'echo' | 'toolCalls'>): ModelRequest => ({
    ...concluding,
    tools: request.tools,
    messages: [
      ...request.messages,
      { role: 'assistant', text: '', toolCalls, echo },
      ...toolCalls.map(({ id }) => ({
        role: 'tool' as const,
        callId: id,
        text: 'It is gone.',
      })),
    ],
  });

  it.each([{ streams: true }, { streams: false }])(
    'gives a server back what it added to them: %j',
    async options => {
      const extra = { extra_content: { google: { thought_signature: 'x' } } };
      const server = await start();
      const look = { name: 'look', arguments: {} };
      server.script(calls([{ ...look, extra }, look]));
      const ask = modelAt(server, options);
      const answer = await ask();
      await ask(asked(answer));
      const returned = secondOf(server, 1).tool_calls;
      expect(returned).toMatchObject([
        { id: answer.toolCalls[0].id, ...extra },
        {},
      ]);
      expect(JSON.stringify(returned).split('google')).toHaveLength(2);
      // The same calls in another conversation, or made by another model.
      await ask(asked({ toolCalls: answer.toolCalls }));
      await modelAt(server, { ...options, name: 'Other' })(asked(answer));
      for (const { body } of server.requests.slice(2))
        expect(JSON.stringify(body)).not.toContain('google');
    },
  );

  it('gives thoughts back to a server that demands them, and to no other', async () => {
    const server = await start();
    const message =
      'Missing `reasoning_content` field in the assistant message at message index 1.';
    server.script(
      calls([{ name: 'look', arguments: {} }], { reasoning: 'I wonder.' }),
      says('{}'),
      fails(400, { message }),
    );
    const ask = modelAt(server);
    const answer = await ask();
    await ask(asked(answer));
    expect(JSON.stringify(server.requests[1].body)).not.toContain('wonder');
    expect((await ask(asked(answer))).text).toBe('{}');
    expect(secondOf(server, 3)).toMatchObject({
      reasoning_content: 'I wonder.',
    });
  });
});
