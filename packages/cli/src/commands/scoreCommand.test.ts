import { runCommandLine } from '../runCommandLine';
import { brokenShop } from '../testing/brokenShop';
import { TestTerminal } from '../testing/TestTerminal';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('opsagent score', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsagent-score-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(args: readonly string[]) {
    const terminal = new TestTerminal();
    const exitCode = await runCommandLine(args, terminal);
    return { exitCode, out: terminal.output, err: terminal.errors };
  }

  function dump(content: unknown) {
    const file = join(folder, 'all.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  it('prints a table', async () => {
    const args = ['score', dump(brokenShop())];
    const { exitCode, out, err } = await run(args);
    expect(err).toBe('');
    expect(out).toMatch(/^dump on .* UTC\n\n +overall +security/);
    expect(out).toMatch(/^shop /m);
    expect(exitCode).toBe(0);
  });

  it('prints the scores of one namespace as JSON', async () => {
    const args = ['score', dump(brokenShop()), '-o', 'json'];
    const { out } = await run([...args, '-n', 'shop']);
    const { apiVersion, scores } = JSON.parse(out);
    expect(apiVersion).toBe('opsagent/v1');
    expect(
      scores.namespaces.map((each: { namespace: string }) => each.namespace),
    ).toEqual(['shop']);
  });

  it.each([
    ['nothing', () => [dump({ kind: 'List', items: [] })]],
    ['a namespace that is not there', () => [dump(brokenShop()), '-n', 'shpo']],
  ])('refuses to score %s', async (_, source) => {
    const { exitCode } = await run(['score', ...source()]);
    expect(exitCode).toBe(2);
  });
});
