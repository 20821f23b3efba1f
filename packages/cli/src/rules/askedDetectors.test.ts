import { builtInDetectors, manifestDetectors } from '@opsagent/engine';
import { runCommandLine } from '../runCommandLine';
import { TestTerminal } from '../testing/TestTerminal';
import { askedDetectors } from './askedDetectors';

const OPTIONAL = 'resources.cpu-limit-missing';

const idsOf = (options: Parameters<typeof askedDetectors>[0]) =>
  askedDetectors(options).map(each => each.id);

describe('askedDetectors', () => {
  it('are those that ship', () => {
    expect(askedDetectors({})).toEqual(builtInDetectors);
    expect(askedDetectors({ manifests: true })).toEqual(manifestDetectors);
  });

  it('hold what is a matter of policy only where asked', () => {
    expect(idsOf({})).not.toContain(OPTIONAL);
    expect(idsOf({ with: [OPTIONAL] })).toContain(OPTIONAL);
    expect(idsOf({ manifests: true, with: [OPTIONAL] })).toContain(OPTIONAL);
  });

  it('may be asked for by id alone', async () => {
    const terminal = new TestTerminal();
    const exitCode = await runCommandLine(
      ['diagnose', '--with', 'pod.crash-loop', 'dump'],
      terminal,
    );
    expect(exitCode).toBe(2);
    expect(terminal.errors).toContain(`Allowed choices are ${OPTIONAL}.`);
  });
});
