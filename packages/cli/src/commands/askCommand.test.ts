import {
  calls,
  fails,
  ModelServer,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { runCommandLine } from '../runCommandLine';
import { TestTerminal } from '../testing/TestTerminal';
import { waitingPods } from '../testing/waitingPods';

const answer = (id: string) =>
  says(
    JSON.stringify({
      outcome: 'answered',
      statements: [
        { text: 'The image does not exist.', evidence: [id] },
        { text: 'Somebody mistyped it.', evidence: [] },
      ],
      missing: [],
      filter: null,
      next_questions: ['Who changed it?'],
      hostile_text: [],
    }),
  );

describe('opsagent ask', () => {
  let server: ModelServer;

  beforeAll(async () => {
    server = await startModelServer();
  });
  beforeEach(() => server.reset());
  afterAll(() => server.stop());

  async function run(...args: string[]) {
    const terminal = new TestTerminal(JSON.stringify(waitingPods()));
    const exitCode = await runCommandLine(
      [
        ...['ask', '-', 'What is broken?', '--base-url', server.baseUrl],
        ...['--model', 'small', ...args],
      ],
      terminal,
    );
    return { exitCode, out: terminal.output, err: terminal.errors };
  }

  it('prints answer, citations, steps and usage as JSON', async () => {
    server.script(
      calls([{ name: 'list_findings', arguments: { namespace: 'shop' } }]),
      says('Enough.'),
      answer('E1'),
    );
    const { exitCode, out } = await run('-o', 'json');
    expect(JSON.parse(out)).toMatchObject({
      apiVersion: 'opsagent/v1',
      question: 'What is broken?',
      outcome: 'answered',
      answer: { statements: [{ isProven: true }, { isProven: false }] },
      citations: [{ id: 'E1' }],
      steps: expect.arrayContaining([
        expect.objectContaining({ type: 'toolCall', tool: 'list_findings' }),
      ]),
      usage: { calls: 3 },
    });
    expect(exitCode).toBe(0);
    expect(server.refusals).toEqual([]);
  });

  it('tells the model the moment of the dump, its incidents with their causes, and no hygiene', async () => {
    server.script(says('Enough.'), answer('E1'));
    await run();
    const told = JSON.stringify(server.requests[0].body.messages);
    expect(told).toMatch(/It is \d{4}-/);
    const [first] = told.match(/\{\\"id\\":\\"E1\\".*?\\n/) ?? [];
    expect(first).toMatch(/incident.*cause/);
    expect(told).not.toContain('hygiene, ');
  });

  it('tells the answer and what it rests on', async () => {
    server.script(says('Enough.'), answer('E1'));
    const { out, err } = await run();
    expect(out).toContain('The image does not exist.\n');
    expect(out).toContain('E1 · ');
    expect(out).toContain('Somebody mistyped it. (unproven)');
    expect(out).toContain('Who changed it?');
    expect(err).toMatch(/^\d+ facts for small\.\n/);
  });

  it.each([
    ['an unknown incident', ['--incident', 'none'], 'There is no incident'],
    ['a model that does not answer', [], 'Failed: '],
  ])('says what to do about %s', async (_, args, words) => {
    server.script(fails(404));
    const { exitCode, err } = await run(...args);
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });
});
