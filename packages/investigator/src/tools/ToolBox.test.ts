import { z } from 'zod';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { defineTool, ToolResult } from './Tool';
import { ToolBox } from './ToolBox';

const signal = new AbortController().signal;

function boxOf(run: () => Promise<{ facts: [] }>) {
  const asked: unknown[] = [];
  const tool = defineTool({
    name: 'ask',
    description: 'Asks somebody',
    schema: z.strictObject({ whom: z.string() }),
    run: async argument => {
      asked.push(argument.whom);
      return run();
    },
  });
  const box = new ToolBox({
    tools: [tool],
    ledger: new EvidenceLedger({ privacy: openPrivacy }),
    privacy: openPrivacy,
  });
  return { box, asked };
}

const call = (written: string) => ({
  id: '1',
  name: 'ask',
  arguments: written,
});

describe('ToolBox', () => {
  it('declares every tool as strict servers ask for', () => {
    const { view } = brokenCheckout();
    const box = new ToolBox({
      tools: [],
      cluster: { scope: view.scope, read: async () => view },
      ledger: new EvidenceLedger({ privacy: openPrivacy }),
      privacy: openPrivacy,
    });
    for (const { name, description, parameters } of box.declarations()) {
      expect(name).toMatch(/^[a-z_]{1,64}$/);
      expect(description.length).toBeLessThan(1_024);
      expect(parameters).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
      expect(parameters.required).toEqual(
        Object.keys(parameters.properties as object),
      );
    }
  });

  it.each([
    ['{"whom":', 'not JSON'],
    ['{}', 'whom'],
    ['{"whom":"you","as":"root"}', 'as'],
  ])('does not run a tool on %s', async (written, problem) => {
    const { box, asked } = boxOf(async () => ({ facts: [] }));
    const outcome = await box.call(call(written), signal);
    expect(outcome.problem).toContain(problem);
    expect(asked).toEqual([]);
  });

  it('tells what a tool throws, and tries again when it is asked again', async () => {
    const { box, asked } = boxOf(async () => {
      throw new Error('The API server is away');
    });
    const once = await box.call(call('{"whom":"you"}'), signal);
    const twice = await box.call(call('{"whom":"you"}'), signal);
    expect([once, twice]).toMatchObject(
      Array(2).fill({ problem: 'The API server is away', repeated: false }),
    );
    expect(asked).toHaveLength(2);
  });

  it('enters in the ledger no more than it tells', async () => {
    const ledger = new EvidenceLedger({ privacy: openPrivacy });
    const facts = Array.from({ length: 9 }, (_, index) => ({
      kind: 'log' as const,
      text: `${index}`.repeat(9_000),
    }));
    const tool = defineTool({
      name: 'ask',
      description: '',
      schema: z.strictObject({}),
      run: async () => ({ facts, cut: 'older ones' }),
    });
    const box = new ToolBox({
      tools: [tool],
      ledger,
      privacy: openPrivacy,
    });
    const outcome = await box.call(call('{}'), signal);
    expect(outcome.facts).toEqual(ledger.entries());
    expect(outcome.facts).toHaveLength(4);
    expect(outcome.facts[0].text).toMatch(/0… \[cut: 4000 more characters\]$/);
    expect(outcome.cut).toBe(
      '5 more facts; ask for less at a time; older ones',
    );
  });

  const boxWith = (result: ToolResult) => {
    const tool = { name: 'ask', description: '', schema: z.strictObject({}) };
    const ledger = new EvidenceLedger({ privacy: openPrivacy });
    const tools = [defineTool({ ...tool, run: async () => result })];
    return {
      ledger,
      box: new ToolBox({ tools, ledger, privacy: openPrivacy }),
    };
  };
  const ofLength = (length: number, index: number) => ({
    kind: 'log' as const,
    text: `${index}`.repeat(length),
  });

  it.each([
    ['first', [0, 2, 3]],
    ['last', [2, 3]],
  ] as const)(
    'tells the %s facts for which there is room',
    async (keeps, told) => {
      const facts = [200, 4_000, 200, 200].map(ofLength);
      const { box, ledger } = boxWith({ facts, keeps });
      const outcome = await box.call(call('{}'), signal, 400);
      expect(outcome.facts.map(({ text }) => Number(text[0]))).toEqual(told);
      expect(outcome.facts).toEqual(ledger.entries());
      expect(outcome.cut).toMatch(/^[12] more facts; ask for less at a time$/);
    },
  );

  it('says that there is no room, and tries again when it is asked again', async () => {
    const { box, ledger } = boxWith({ facts: [4_000, 4_000].map(ofLength) });
    const outcome = await box.call(call('{}'), signal, 400);
    expect(outcome).toMatchObject({
      facts: [],
      problem: expect.stringMatching(/no room left for any of the 2 facts/),
    });
    expect(ledger.entries()).toEqual([]);
    const again = await box.call(call('{}'), signal);
    expect(again).toMatchObject({ repeated: false, facts: { length: 2 } });
  });

  it('throws only what the caller aborts with', async () => {
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    const { box } = boxOf(async () => {
      throw new Error('late');
    });
    await expect(box.call(call('{"whom":"you"}'), cancelled)).rejects.toThrow(
      'cancelled',
    );
  });
});
