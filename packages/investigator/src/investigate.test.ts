import { z } from 'zod';
import { investigate, InvestigateOptions } from './investigate';
import { InvestigationStep } from './InvestigationStep';
import { BudgetExhaustedError } from './model/Budget';
import { ModelChain } from './model/ModelChain';
import { ModelError } from './model/ModelError';
import { estimateInputTokens } from './model/tokenUsage';
import { brokenCheckout } from './testing/brokenCheckout';
import { openPrivacy } from './testing/openPrivacy';
import { ScriptedModel, ScriptedTurn, SILENCE } from './testing/ScriptedModel';
import { writtenVerdict } from './testing/writtenVerdict';
import { defineTool } from './tools/Tool';

const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };
const VERDICT = JSON.stringify(writtenVerdict());

async function run(
  turns: readonly ScriptedTurn[],
  options: Partial<InvestigateOptions> & { callsTools?: boolean } = {},
) {
  const { callsTools, ...rest } = options;
  const model = new ScriptedModel(turns, { callsTools });
  const heard: InvestigationStep[] = [];
  const result = await investigate({
    ...brokenCheckout(),
    models: new ModelChain([model]),
    privacy: openPrivacy,
    signal: new AbortController().signal,
    onStep: step => heard.push(step),
    ...rest,
  });
  const lastSent = () => model.requests.at(-1)!.messages.at(-1)!;
  return { result, model, heard, lastSent };
}

describe('investigate', () => {
  it('lets the model look, keeps what it saw, and checks what it concludes', async () => {
    const { result, model, heard } = await run([
      [
        { name: 'get_events', arguments: POD },
        { name: 'get_object', arguments: POD },
      ],
      'I have seen enough.',
      VERDICT,
    ]);
    expect(result).toMatchObject({
      outcome: 'concluded',
      verdict: {
        outcome: 'explained',
        againstRules: 'agrees',
        hypotheses: [{ prior: 'H1', isProven: true }],
      },
      usage: { calls: 3, inputTokens: 300, cost: expect.closeTo(0.03) },
    });
    expect(heard).toEqual(result.steps);
    expect(heard.map(step => step.type)).toEqual([
      'started',
      'modelCall',
      'toolCall',
      'toolCall',
      'modelCall',
      'modelCall',
      'concluded',
    ]);
    const calls = heard.flatMap(step =>
      step.type === 'toolCall' ? [step] : [],
    );
    const seen = new Map(result.ledger.map(each => [each.id, each]));
    expect(seen.get(calls[0].facts[0])).toMatchObject({
      kind: 'event',
      about: POD,
      text: expect.stringContaining("couldn't find key password"),
    });
    expect(calls[1].facts.map(id => seen.get(id)?.path)).toContain('status');
    expect(model.requests[2].answer?.name).toBe('verdict');
    expect(model.requests[2].tools).toBeUndefined();
  });

  it('tells what the model says as it writes it, and nothing of a verdict that is not checked yet', async () => {
    const heard: string[] = [];
    await run(['I have seen enough.', VERDICT], {
      onText: piece => heard.push(piece),
    });
    expect(heard.join('')).toBe('I have seen enough.');
  });

  it('tells the model at first what the rules found, on what evidence, and where it may look', async () => {
    const { model, result } = await run(['Enough.', VERDICT]);
    const [system, opening] = model.requests[0].messages;
    expect(system).toMatchObject({ role: 'system' });
    const text = 'text' in opening ? opening.text : '';
    expect(text).toContain('"id":"H1","cause":"config-reference-missing"');
    expect(text).toContain('You may look at the namespace shop');
    const [started] = result.steps;
    expect(started).toMatchObject({ type: 'started', model: 'scripted' });
    for (const { id } of result.ledger) expect(text).toContain(`"id":"${id}"`);
  });

  it('leaves a small model room to look and to conclude', async () => {
    const { incident, view } = brokenCheckout();
    const [finding] = incident.findings;
    const far = {
      ...incident,
      findings: Array.from({ length: 25 }, (_, index) => ({
        ...finding,
        message: `${index}: ${'the same again '.repeat(100)}`,
      })),
    };
    const small = new ScriptedModel(
      [[{ name: 'get_events', arguments: POD }], 'Enough.', VERDICT],
      { contextTokens: 8_000 },
    );
    const result = await investigate({
      incident: far,
      view,
      models: new ModelChain([small]),
      privacy: openPrivacy,
      signal: new AbortController().signal,
    });
    expect(result.outcome).toBe('concluded');
    expect(estimateInputTokens(small.requests[0])).toBeLessThan(4_000);
  });

  it('sends a verdict back that cites what was not seen, and shows what is then still unproven', async () => {
    const invented = JSON.stringify(
      writtenVerdict({}, { evidence: [{ id: 'E999', why: 'made up' }] }),
    );
    const mended = await run(['Enough.', invented, VERDICT]);
    expect(mended.result.steps).toContainEqual({
      type: 'rejected',
      problems: [expect.stringContaining('E999 is not among what was seen')],
    });
    expect(mended.lastSent()).toMatchObject({
      role: 'user',
      text: expect.stringContaining('E999'),
    });
    expect(mended.result.verdict?.hypotheses[0].isProven).toBe(true);

    const stubborn = await run(['Enough.', invented, invented, invented]);
    expect(stubborn.result.verdict?.hypotheses).toEqual([
      expect.objectContaining({ isProven: false, evidence: [] }),
    ]);
  });

  it.each([
    ['text', 'It is the database.', 'the answer is not JSON'],
    ['another shape', '{"outcome":"explained"}', 'hypotheses: '],
  ])(
    'ends without a verdict when all that comes is %s',
    async (_, said, why) => {
      const { result } = await run(['Enough.', said, said, said]);
      expect(result).toMatchObject({ outcome: 'failed' });
      expect(result.verdict).toBeUndefined();
      expect(result.steps.at(-1)).toMatchObject({
        type: 'failed',
        reason: 'verdict',
        message: expect.stringContaining(why),
      });
    },
  );

  it('says what was wrong with a call, and answers a repeated one from the ledger', async () => {
    const { result, model } = await run([
      [
        { name: 'delete_pod', arguments: POD },
        { name: 'get_object', arguments: { kind: 'Pod' } },
        { name: 'get_events', arguments: POD },
        { name: 'get_events', arguments: POD },
      ],
      'Enough.',
      VERDICT,
    ]);
    const calls = result.steps.flatMap(step =>
      step.type === 'toolCall' ? [step] : [],
    );
    expect(calls).toMatchObject([
      { problem: expect.stringContaining('There is no such tool') },
      { problem: expect.stringContaining('name: ') },
      { repeated: false },
      { repeated: true, facts: [expect.stringMatching(/^E/)] },
    ]);
    const told = model.requests[1].messages.slice(-4);
    expect(told.map(each => each.role)).toEqual(Array(4).fill('tool'));
    expect(told[3]).toMatchObject({
      text: expect.stringMatching(/asked before: see E\d+/),
    });
  });

  it('tells a model once that speaking of a tool calls none', async () => {
    const looks = 'I would use list_objects now.';
    const { model, result } = await run([looks, looks, VERDICT]);
    expect(result.outcome).toBe('concluded');
    const [, second, third] = model.requests;
    expect(second.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringContaining('Call list_objects as a tool'),
    });
    expect(third.answer?.name).toBe('verdict');
  });

  it('stops asking for tools when its share is used up', async () => {
    const looking = [{ name: 'get_events', arguments: POD }];
    const calls = await run([looking, looking, VERDICT], {
      limits: { modelCalls: 3 },
    });
    expect(calls.result.outcome).toBe('concluded');
    const tools = await run([[...looking, ...looking], VERDICT], {
      limits: { toolCalls: 1 },
    });
    expect(tools.result.outcome).toBe('concluded');
    expect(tools.result.steps).toContainEqual(
      expect.objectContaining({
        problem: expect.stringContaining('No room is left'),
      }),
    );
  });

  it('asks a model without tools for its verdict at once', async () => {
    const { result, model } = await run([VERDICT], { callsTools: false });
    expect(result.outcome).toBe('concluded');
    expect(model.requests).toHaveLength(1);
  });

  it('asks the next model, which is sent what it may read', async () => {
    const away = new ScriptedModel([new ModelError('unavailable', 'away')]);
    const model = new ScriptedModel(['Enough.', VERDICT]);
    const { result } = await run([], {
      models: new ModelChain([away, Object.assign(model, { name: 'second' })]),
    });
    expect(result.steps).toContainEqual(
      expect.objectContaining({ type: 'modelCall', model: 'second' }),
    );
    expect(result.transcript.map(each => each.model)).toEqual([
      'scripted',
      'second',
    ]);
  });

  it('gives the model further tools, whose time is limited by the caller', async () => {
    const signals: AbortSignal[] = [];
    const runbook = defineTool({
      name: 'read_runbook',
      description: 'Reads a runbook',
      schema: z.strictObject({}),
      run: async (_, { signal }) => {
        signals.push(signal);
        return { facts: [{ kind: 'document', text: 'Add the key.' }] };
      },
    });
    const { result } = await run(
      [[{ name: 'read_runbook', arguments: {} }], 'Enough.', VERDICT],
      { tools: [runbook] },
    );
    expect(result.ledger).toContainEqual(
      expect.objectContaining({ kind: 'document', text: 'Add the key.' }),
    );
    expect(signals).toHaveLength(1);
  });

  it.each([
    [new ModelError('unauthorized', 'no key'), 'model', 'no key'],
    [new BudgetExhaustedError('perDay', 'tokens', 'spent'), 'budget', 'spent'],
    [new Error('broken'), 'error', 'broken'],
  ])('says why it failed: %s', async (error, reason, message) => {
    const { result } = await run([
      [{ name: 'get_events', arguments: POD }],
      error,
    ]);
    expect(result.steps.at(-1)).toEqual({ type: 'failed', reason, message });
    expect(result.ledger.length).toBeGreaterThan(0);
    expect(result.usage.calls).toBe(1);
  });

  it('ends when it is cancelled, with what it has seen by then', async () => {
    const cancel = new AbortController();
    const { result } = await run(
      [
        [{ name: 'get_events', arguments: POD }],
        () => {
          setImmediate(() => cancel.abort());
          return SILENCE;
        },
      ],
      { signal: cancel.signal },
    );
    expect(result.outcome).toBe('cancelled');
    expect(result.steps.at(-1)).toEqual({ type: 'cancelled' });
    expect(result.steps).toContainEqual(
      expect.objectContaining({ tool: 'get_events' }),
    );
  });

  it('ends when it takes too long', async () => {
    const { result } = await run([SILENCE], { limits: { duration: 50 } });
    expect(result.steps.at(-1)).toMatchObject({
      type: 'failed',
      reason: 'timeout',
    });
  });
});
