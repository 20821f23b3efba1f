import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { chainOf, ModelChain } from './ModelChain';
import { ModelError, ModelFailure } from './ModelError';

const call: ModelCallOptions = { signal: new AbortController().signal };

const answered: ModelAnswer = {
  text: 'A Secret is missing.',
  toolCalls: [],
  stop: 'complete',
  usage: {
    inputTokens: 10,
    outputTokens: 5,
    cachedInputTokens: 0,
    estimated: false,
  },
  servedBy: 'test-model',
};

class FakeModel implements Model {
  readonly callsTools = true;
  readonly asked: ModelRequest[] = [];

  constructor(
    readonly name: string,
    readonly contextTokens: number,
    readonly failure?: ModelFailure,
    readonly saysFirst = '',
  ) {}

  async answer(request: ModelRequest, { onText }: ModelCallOptions) {
    this.asked.push(request);
    if (this.saysFirst) onText?.(this.saysFirst);
    if (!this.failure) return answered;
    throw new ModelError(this.failure, `${this.name} ${this.failure}.`);
  }
}

function requestFor({ name }: Model): ModelRequest {
  return { messages: [{ role: 'user', text: `masked for ${name}` }] };
}

it('asks the next model, with a text that was masked for it', async () => {
  const large = new FakeModel('large', 100_000, 'suspended');
  const small = new FakeModel('small', 8_000);
  const chain = new ModelChain([large, small]);
  await expect(chain.answer(requestFor, call)).resolves.toMatchObject({
    text: 'A Secret is missing.',
    model: { name: 'small' },
  });
  expect(small.asked).toEqual([
    { messages: [{ role: 'user', text: 'masked for small' }] },
  ]);
});

it('asks no further when one answers', async () => {
  const second = new FakeModel('second', 8_000);
  await new ModelChain([new FakeModel('first', 8_000), second]).answer(
    requestFor,
    call,
  );
  expect(second.asked).toEqual([]);
});

it('tells of each model why it did not answer', async () => {
  const chain = new ModelChain([
    new FakeModel('first', 8_000, 'unauthorized'),
    new FakeModel('second', 8_000, 'timeout'),
  ]);
  await expect(chain.answer(requestFor, call)).rejects.toMatchObject({
    reason: 'unauthorized',
    message: 'No model answered. first unauthorized. second timeout.',
  });
});

it('leaves out models that hold no more when the conversation was too long', async () => {
  const same = new FakeModel('same', 8_000);
  const larger = new FakeModel('larger', 32_000);
  const chain = new ModelChain([
    new FakeModel('first', 8_000, 'tooLong'),
    same,
    larger,
  ]);
  await expect(chain.answer(requestFor, call)).resolves.toMatchObject({
    model: { name: 'larger' },
  });
  expect(same.asked).toEqual([]);
});

it('says that the text heard so far is void', async () => {
  const chain = new ModelChain([
    new FakeModel('first', 8_000, 'interrupted', 'A Sec'),
    new FakeModel('second', 8_000, undefined, 'A Secret'),
  ]);
  const heard: string[] = [];
  await chain.answer(requestFor, {
    ...call,
    onText: text => heard.push(text),
    onRestart: () => heard.push('(anew)'),
  });
  expect(heard).toEqual(['A Sec', '(anew)', 'A Secret']);
});

it('stops with what is no failure of a model', async () => {
  const broken = new FakeModel('broken', 8_000);
  jest.spyOn(broken, 'answer').mockRejectedValue(new Error('Stopped'));
  const second = new FakeModel('second', 8_000);
  const chain = new ModelChain([broken, second]);
  await expect(chain.answer(requestFor, call)).rejects.toThrow('Stopped');
  expect(second.asked).toEqual([]);
});

it('wraps each model', async () => {
  const second = new FakeModel('second', 8_000);
  const chain = new ModelChain([
    new FakeModel('first', 8_000, 'timeout'),
    second,
  ]).wrapped(model => ({
    ...model,
    answer: (request, options) =>
      model.answer({ ...request, maximumOutputTokens: 5 }, options),
  }));
  await chain.answer(requestFor, call);
  expect(second.asked).toMatchObject([{ maximumOutputTokens: 5 }]);
});

describe('chainOf', () => {
  const models = [new FakeModel('one', 1), new FakeModel('two', 2)];
  const namesOf = (chain?: ModelChain) => chain?.models.map(each => each.name);

  it('is every model in its order where the role names none', () => {
    expect(namesOf(chainOf('chat', models))).toEqual(['one', 'two']);
  });

  it('is those that the role names, in its order', () => {
    const roles = { chat: ['two', 'one'], summarise: ['one'] };
    expect(namesOf(chainOf('chat', models, roles))).toEqual(['two', 'one']);
    expect(namesOf(chainOf('summarise', models, roles))).toEqual(['one']);
  });

  it('is nothing without models, or when the role is to have none', () => {
    expect(chainOf('chat', [])).toBeUndefined();
    expect(chainOf('chat', models, { chat: [] })).toBeUndefined();
  });

  it('does not accept a name of no model', () => {
    expect(() => chainOf('chat', models, { chat: ['three'] })).toThrow(
      'The role chat names the model "three", which is not configured. Configured are: one, two.',
    );
  });
});
