import {
  calls,
  fails,
  ModelServer,
  ReceivedRequest,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { runCommandLine } from '../runCommandLine';
import { TestTerminal } from '../testing/TestTerminal';
import { waitingPods } from '../testing/waitingPods';

const verdict = (id: string, recommendations: string[] = []) =>
  says(
    JSON.stringify({
      outcome: 'explained',
      summary: 'The image does not exist.',
      hypotheses: [
        {
          cause: 'The image does not exist',
          explanation: 'The registry does not know it.',
          confidence: 0.9,
          subject: { kind: 'Pod', namespace: 'shop', name: 'cart' },
          prior: null,
          evidence: [{ id, why: 'the registry says so' }],
          against: [],
          refuted_by: 'The image can be pulled by hand.',
        },
      ],
      next_steps: ['Look at the registry.'],
      recommendations,
      missing: [],
      hostile_text: [],
    }),
  );

describe('opsagent investigate', () => {
  let server: ModelServer;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: 'key of the test' });
  });
  beforeEach(() => {
    server.reset();
    process.env.OPENAI_API_KEY = 'key of the test';
  });
  afterAll(async () => {
    delete process.env.OPENAI_API_KEY;
    await server.stop();
  });

  async function run(...args: string[]) {
    const terminal = new TestTerminal(JSON.stringify(waitingPods()));
    const exitCode = await runCommandLine(
      ['investigate', '-', '--base-url', server.baseUrl, ...args],
      terminal,
    );
    return { exitCode, out: terminal.output, err: terminal.errors };
  }

  it('prints verdict, citations, steps and usage as JSON', async () => {
    server.script(
      calls([{ name: 'list_findings', arguments: { namespace: 'shop' } }]),
      says('Enough.'),
      verdict('E1'),
    );
    const { exitCode, out } = await run('--model', 'small', '-o', 'json');
    expect(JSON.parse(out)).toMatchObject({
      apiVersion: 'opsagent/v1',
      outcome: 'concluded',
      verdict: { hypotheses: [{ evidence: [{ id: 'E1' }], isProven: true }] },
      rules: [{ id: 'H1' }],
      citations: [{ id: 'E1' }],
      steps: expect.arrayContaining([
        expect.objectContaining({ type: 'toolCall', tool: 'list_findings' }),
      ]),
      usage: { calls: 3 },
    });
    expect(exitCode).toBe(0);
    expect(server.refusals).toEqual([]);
    const [first] = server.requests as ReceivedRequest[];
    expect(first.body.model).toBe('small');
  });

  it('tells the verdict beside what the rules say, and each step as it happens', async () => {
    server.script(says('Enough.'), verdict('E1'));
    const { incident } = JSON.parse(
      (await run('--model', 'small', '-o', 'json')).out,
    );
    const [{ id, title }] = incident.recommendations;
    server.script(says('Enough.'), verdict('E1', [id]));
    const { out, err } = await run('--model', 'small');
    expect(out).toContain(`Recommended:\n  ${title}\n`);
    expect(out).toContain('1. The image does not exist (90 % sure)');
    expect(out).toContain('E1 · ');
    expect(out).toContain('The rules say: ');
    expect(err).toMatch(/^\d+ facts for small\.\n/);
  });

  it('says of a verdict that cites nothing that it shows nothing', async () => {
    server.script(says('Enough.'), verdict('E9'), verdict('E9'), verdict('E9'));
    const { out } = await run('--model', 'small');
    expect(out).toContain('It cites nothing that was seen and that supports');
  });

  it.each([
    ['a wrong key', fails(401), 'key'],
    ['an unknown model', fails(404), 'small'],
  ])('says what to do about %s', async (_, turn, words) => {
    server.script(turn);
    const { exitCode, out, err } = await run('--model', 'small', '-o', 'json');
    expect(JSON.parse(out)).toMatchObject({ outcome: 'failed', verdict: null });
    expect(err).toMatch(/^Failed: /m);
    expect(err).toContain(words);
    expect(err).not.toContain('key of the test');
    expect(exitCode).toBe(2);
  });

  it.each([
    [['--model', 'small', '--incident', 'none'], 'There is no incident none'],
    [['--model', 'small', '--minutes', '0'], 'whole number above 0'],
    [['--model', 'small', '--send', 'credential'], 'credential'],
    [[], '--model'],
  ])('refuses %j', async (args, words) => {
    const { exitCode, err } = await run(...args);
    expect(err).toContain(words);
    expect(exitCode).toBe(2);
    expect(server.requests).toEqual([]);
  });
});
