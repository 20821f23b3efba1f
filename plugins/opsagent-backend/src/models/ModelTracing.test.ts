import { mockCredentials } from '@backstage/backend-test-utils';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  GuardedModel,
  Model,
  ModelAnswer,
  ModelError,
} from '@opsagent/investigator';
import { ModelTracing } from './ModelTracing';

const OPTIONS = {
  name: 'Azure',
  model: 'deployment',
  api: 'chat-completions' as const,
  azure: { apiVersion: '1' },
  contextTokens: 1_000,
  maximumOutputTokens: 100,
  sends: [],
};

const USAGE = {
  inputTokens: 10,
  outputTokens: 5,
  cachedInputTokens: 0,
  estimated: false,
};

const ANSWER: ModelAnswer = {
  text: 'said',
  toolCalls: [],
  stop: 'complete',
  usage: USAGE,
  servedBy: 'gpt-x-1',
};

const REQUEST = { messages: [{ role: 'user' as const, text: 'asked' }] };

const BUSY = new ModelError('rateLimited', 'too much', { passing: true });

function modelOf(...turns: (ModelAnswer | Error)[]): Model {
  return {
    name: 'Azure',
    contextTokens: 1_000,
    callsTools: true,
    async answer(_, { onUsage }) {
      const turn = turns.shift();
      if (!turn || turn instanceof Error) throw turn;
      onUsage?.(turn.usage);
      return turn;
    },
  };
}

function traced() {
  const service = tracingServiceMock.mock();
  const tracing = new ModelTracing({ tracing: service, models: [OPTIONS] });
  const spans = () =>
    service.startActiveSpan.mock.calls.map(([name, options], index) => ({
      name,
      ...options,
      later: Object.fromEntries(
        service.spans[index].setAttribute.mock.calls,
      ) as object,
      status: service.spans[index].setStatus.mock.calls.flat(),
    }));
  return { tracing, spans };
}

const GUARD = {
  concurrency: 1,
  retries: 1,
  suspendAfter: 5,
  suspendFor: 1_000,
  wholeTimeout: 10_000,
};

const signal = new AbortController().signal;

describe('ModelTracing', () => {
  it('traces a conversation, each try of a request and each tool, and nothing of what was said', async () => {
    const { spans, tracing } = traced();
    const model = new GuardedModel(
      tracing.wrap(modelOf(BUSY, ANSWER, ANSWER)),
      GUARD,
    );
    const credentials = mockCredentials.user();
    const agentOf = (conversation: string, tool: () => Promise<void>) =>
      tracing.agent(
        { name: 'investigator', conversation, model: 'Azure', credentials },
        async () => {
          await model.answer(REQUEST, { signal });
          await tracing.runTool({ id: '1', name: 'get_logs' }, tool);
        },
        () => ({ usage: USAGE, error: 'budget' }),
      );
    const [one, two] = await Promise.allSettled([
      agentOf('one', async () => {}),
      agentOf('two', () => Promise.reject(new TypeError('Secret s has no x'))),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(two).toMatchObject({ reason: { message: 'Secret s has no x' } });

    const of = (conversation: string) =>
      spans().filter(
        each => each.attributes?.['gen_ai.conversation.id'] === conversation,
      );
    const provider = {
      'gen_ai.provider.name': 'azure.ai.openai',
      'gen_ai.request.model': 'deployment',
    };
    const failed = [{ code: 'error' }];
    const chat = {
      name: 'chat deployment',
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'chat',
        ...provider,
        'gen_ai.conversation.id': 'one',
      },
    };
    const usage = {
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
    };
    const answered = { ...usage, 'gen_ai.response.model': 'gpt-x-1' };
    expect(of('one')).toEqual([
      {
        name: 'invoke_agent investigator',
        kind: 'internal',
        credentials,
        attributes: {
          'gen_ai.operation.name': 'invoke_agent',
          'gen_ai.agent.name': 'investigator',
          ...provider,
          'gen_ai.conversation.id': 'one',
        },
        later: { ...usage, 'error.type': 'budget' },
        status: failed,
      },
      { ...chat, later: { 'error.type': 'rateLimited' }, status: failed },
      { ...chat, later: answered, status: [] },
      {
        name: 'execute_tool get_logs',
        kind: 'internal',
        attributes: {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'get_logs',
          'gen_ai.tool.type': 'function',
          'gen_ai.tool.call.id': '1',
          'gen_ai.conversation.id': 'one',
        },
        later: {},
        status: [],
      },
    ]);
    // It waited for the other one, and belongs to its own conversation all the same.
    expect(of('two').map(({ name, later }) => [name, later])).toEqual([
      ['invoke_agent investigator', { 'error.type': 'TypeError' }],
      ['chat deployment', answered],
      ['execute_tool get_logs', { 'error.type': 'TypeError' }],
    ]);
  });
});
