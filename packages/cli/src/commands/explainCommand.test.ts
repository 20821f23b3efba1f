import { runCommandLine } from '../runCommandLine';
import { TestTerminal } from '../testing/TestTerminal';

async function explain(...args: string[]) {
  const terminal = new TestTerminal();
  const exitCode = await runCommandLine(['explain', ...args], terminal);
  return { exitCode, out: terminal.output, err: terminal.errors };
}

describe('opsagent explain', () => {
  it('tells of a detector when it speaks, and what it rests on', async () => {
    const { out, exitCode } = await explain('config.secret-missing');
    expect(out).toMatch(/^config\.secret-missing: Secret does not exist\n/);
    expect(out).toMatch(/^Speaks: +\w/m);
    expect(out).toMatch(/^May be caused by: +config-reference-missing/m);
    expect(out).toMatch(/^Rests on: +https:\/\/kubernetes\.io\//m);
    expect(exitCode).toBe(0);
  });

  it('tells of a cause what proves it and what to do', async () => {
    const { out } = await explain('config-reference-missing');
    expect(out).toMatch(/^Proved by: .*config\.secret-missing/m);
    expect(out).toMatch(/^What to do: +restore-config-reference: /m);
  });

  it('tells of a recommendation its risk and how it is taken back', async () => {
    const { out } = await explain('restore-config-reference');
    expect(out).toMatch(/^Risk: +low$/m);
    expect(out).toMatch(/^Taken back by: +\w/m);
  });

  it('lists every rule without an argument', async () => {
    const { out } = await explain();
    expect(out).toMatch(/^detector +pod\.crash-loop +\w/m);
    expect(out).toMatch(/^cause +dependency-down +\w/m);
    expect(out).toMatch(/^recommendation +raise-memory-limit +\w/m);
  });

  it('names what was probably meant', async () => {
    const { err, exitCode } = await explain('pod.crashloop');
    expect(err).toContain('There is no rule pod.crashloop');
    expect(err).toContain('Did you mean pod.crash-loop');
    expect(exitCode).toBe(2);
    expect((await explain('secret-missing')).err).toContain(
      'Did you mean config.secret-missing',
    );
  });
});
