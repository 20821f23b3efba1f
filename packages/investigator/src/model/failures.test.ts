import {
  babbles,
  cutsInTheMiddle,
  disconnects,
  endsFailed,
  endsInTheMiddle,
  fails,
  failsInTheMiddle,
  garblesInTheMiddle,
  hangs,
  hangsInTheMiddle,
  hasNoQuota,
  ModelServer,
  says,
  startModelServer,
  Turn,
} from '@opsagent/test-model-server';
import { modelOptions, testKey } from '../__testUtils__/modelOptions';
import { createModel } from './createModel';
import { ModelError } from './ModelError';
import { ModelOptions } from './ModelOptions';

const sentText = 'The password is correct-horse-battery-staple.';
const writes = says('The Secret checkout-db is missing, so the pod waits.');

const timeouts = { firstPiece: 600, betweenPieces: 200, whole: 5_000 };

/** Each way to fail, on the wire and in the words that people read. */
const failures: [string, Turn, ModelError['reason'], string][] = [
  [
    'a wrong key',
    fails(401),
    'unauthorized',
    "Tested does not accept the key (401, invalid_api_key). Check the model's apiKey and what it may be used for.",
  ],
  [
    'a key that may not',
    fails(403),
    'unauthorized',
    "Tested does not accept the key (403, unsupported_country_region_territory). Check the model's apiKey and what it may be used for.",
  ],
  [
    'too many requests',
    fails(429),
    'rateLimited',
    "Tested gets more requests than its server allows. Ask again in a minute, or lower the model's requestsPerMinute or tokensPerMinute.",
  ],
  [
    'too many requests, with a time to wait',
    fails(429, { retryAfter: 120 }),
    'rateLimited',
    "Tested gets more requests than its server allows. Ask again in 120 seconds, or lower the model's requestsPerMinute or tokensPerMinute.",
  ],
  [
    'spent quota',
    hasNoQuota(),
    'rateLimited',
    'The account of Tested has nothing left to spend. Raise its limit at the provider.',
  ],
  [
    'a failed server',
    fails(500),
    'unavailable',
    'The server of Tested failed (500, server_error). Ask again later.',
  ],
  [
    'an overloaded server',
    fails(503),
    'unavailable',
    'The server of Tested failed (503, server_error). Ask again later.',
  ],
  [
    'a filter of what is sent',
    fails(400, { code: 'content_filter', param: 'prompt' }),
    'rejected',
    'The content filter of Tested does not let the request through (400, content_filter).',
  ],
  [
    'a limit of tokens that is too high',
    fails(400, { param: 'max_tokens', code: 'invalid_value' }),
    'rejected',
    'Tested does not take the request (400, invalid_value at max_tokens). Check maximumOutputTokens and outputLimit.',
  ],
  [
    'a model without temperature',
    fails(400, { param: 'temperature', code: 'unsupported_value' }),
    'rejected',
    'Tested does not take the request (400, unsupported_value at temperature). The model may take no temperature.',
  ],
  [
    'an error without any code',
    fails(418, { message: `I can't take ${testKey}`, type: '' }),
    'rejected',
    'Tested does not take the request (418).',
  ],
  [
    'a closed connection',
    disconnects(),
    'unavailable',
    'Tested could not be reached at HOST (UND_ERR_SOCKET). Check that its server runs and that it can be reached from here.',
  ],
  [
    'another protocol',
    babbles(),
    'malformed',
    'Tested answered with something else than the protocol says. Check that baseUrl leads to its API.',
  ],
  [
    'malformed JSON',
    babbles('{"choices": [', 'application/json'),
    'malformed',
    'Tested answered with something else than the protocol says. Check that baseUrl leads to its API.',
  ],
  [
    'JSON of another kind',
    babbles('{"status":"ok"}', 'application/json'),
    'malformed',
    'Tested answered with something else than the protocol says. Check that baseUrl leads to its API.',
  ],
  [
    'a connection cut in the middle',
    cutsInTheMiddle(writes),
    'interrupted',
    'The answer of Tested broke off: the connection was lost. Ask again.',
  ],
];

/** What can go wrong only in a stream. */
const failuresInStreams: typeof failures = [
  [
    'silence',
    hangs(),
    'timeout',
    "Tested did not begin to answer within 0.6 seconds. Ask again later, or raise the model's timeouts.firstPiece.",
  ],
  [
    'endless thought',
    says('Because.', { thinksFor: 2_000 }),
    'timeout',
    "Tested did not begin to answer within 0.6 seconds. Ask again later, or raise the model's timeouts.firstPiece.",
  ],
  [
    'silence in the middle',
    hangsInTheMiddle(writes),
    'timeout',
    "Tested began to answer and then fell silent for 0.2 seconds. Ask again later, or raise the model's timeouts.betweenPieces.",
  ],
  [
    'an early end',
    endsInTheMiddle(writes),
    'interrupted',
    'The answer of Tested ended before the model had finished. Ask again; if it recurs, a proxy may limit how long answers take.',
  ],
  [
    'a piece of malformed JSON',
    garblesInTheMiddle(writes),
    'malformed',
    'Tested answered with something else than the protocol says. Check that baseUrl leads to its API.',
  ],
  [
    'an answer that ends as failed',
    endsFailed(writes),
    'unavailable',
    'The server of Tested failed while it answered (server_error). Ask again later.',
  ],
  [
    'an error in the middle',
    failsInTheMiddle(writes),
    'unavailable',
    'The server of Tested failed while it answered (server_error). Ask again later.',
  ],
];

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ apiKey: testKey, models: ['test-model'] });
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

const apis = ['chat-completions', 'responses'] as const;

async function failureOf(options: Partial<ModelOptions>): Promise<ModelError> {
  const model = createModel(modelOptions(server, { timeouts, ...options }));
  const answer = model.answer(
    { messages: [{ role: 'user', text: sentText }] },
    { signal: new AbortController().signal },
  );
  const failure = await answer.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ModelError);
  return failure as ModelError;
}

function hostOf(url: string): string {
  return new URL(url).host;
}

describe.each(apis)('by %s', api => {
  it.each(
    [true, false].flatMap(streams =>
      [...failures, ...(streams ? failuresInStreams : [])].map(
        ([name, ...rest]) => [name, streams, ...rest] as const,
      ),
    ),
  )(
    'says what %s means (streams: %s)',
    async (_name, streams, turn, reason, message) => {
      server.script(turn);
      const failure = await failureOf({ api, streams });
      expect(failure.message).toBe(
        message.replace('HOST', hostOf(server.baseUrl)),
      );
      expect(failure.reason).toBe(reason);
    },
  );

  it.each<[string, Partial<ModelOptions>, string]>([
    [
      'a model that is not served',
      { model: 'other-model' },
      'HOST has no model "other-model", or no such API (404, model_not_found). Check the model\'s baseUrl, model and api.',
    ],
    [
      'a wrong path',
      { baseUrl: 'ORIGIN/v2' },
      'HOST has no model "test-model", or no such API (404, invalid_request_error). Check the model\'s baseUrl, model and api.',
    ],
    [
      'a wrong key',
      { apiKey: 'sk-another-key-0123456789' },
      "Tested does not accept the key (401, invalid_api_key). Check the model's apiKey and what it may be used for.",
    ],
    [
      'no key',
      { apiKey: undefined },
      "Tested does not accept the key (401, invalid_api_key). Check the model's apiKey and what it may be used for.",
    ],
  ])('says what %s means', async (_name, options, message) => {
    const origin = new URL(server.baseUrl).origin;
    const baseUrl = options.baseUrl?.replace('ORIGIN', origin);
    const failure = await failureOf({
      api,
      ...options,
      baseUrl: baseUrl ?? server.baseUrl,
    });
    expect(failure.message).toBe(message.replace('HOST', hostOf(origin)));
  });

  it('says that no whole answer came', async () => {
    server.script(hangs());
    const failure = await failureOf({
      api,
      streams: false,
      timeouts: { whole: 300 },
    });
    expect(failure.reason).toBe('timeout');
    expect(failure.message).toBe(
      "Tested did not complete its answer within 0.3 seconds. Ask again later, or raise the model's timeouts.whole.",
    );
  });

  it('says that nobody is there', async () => {
    const gone = await startModelServer();
    const { baseUrl } = gone;
    await gone.stop();
    const failure = await failureOf({ api, baseUrl });
    expect(failure.message).toBe(
      `Tested could not be reached at ${hostOf(
        baseUrl,
      )} (ECONNREFUSED). Check that its server runs and that it can be reached from here.`,
    );
  });

  it('says that the conversation is too long', async () => {
    const small = await startModelServer({ contextTokens: 5 });
    const failure = await failureOf({ api, baseUrl: small.baseUrl });
    await small.stop();
    expect(failure.reason).toBe('tooLong');
    expect(failure.message).toBe(
      "The conversation is longer than Tested takes. Check the model's contextTokens, 32000 at present, or use a model with more.",
    );
  });
});

it('repeats neither the key nor what was sent', async () => {
  const echo = `Invalid request: "${sentText}" with ${testKey}`;
  for (const status of [400, 401, 403, 404, 422, 429, 500]) {
    server.script(
      fails(status, {
        message: echo,
        code: testKey,
        param: sentText,
        type: echo,
      }),
    );
    const failure = await failureOf({});
    const told = JSON.stringify([
      failure.message,
      failure.stack,
      failure.cause,
    ]);
    expect(told).not.toContain('correct-horse');
    expect(told).not.toContain(testKey);
  }
});
