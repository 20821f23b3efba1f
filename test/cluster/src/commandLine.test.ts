import type { Finding } from '@opsagent/engine';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrokenCluster } from './harness/BrokenCluster';
import { describeOnCluster } from './harness/describeOnCluster';
import { findKubernetesBinaries } from './harness/findKubernetesBinaries';
import { FOLDERS } from './harness/folders';
import { waitFor } from './harness/waitFor';
import { nameOf } from './expectedFindings';

/** Faults that are reported without grace. */
const IMMEDIATE = [
  'node.disk-pressure Node/full-1',
  'pod.oom-killed runtime/Deployment/out-of-memory',
];

const OPSAGENT = [
  process.execPath,
  join(FOLDERS.repository, 'packages/cli/bin/opsagent.cjs'),
];

describeOnCluster('the command line on a broken cluster', () => {
  let broken: BrokenCluster;
  let folder: string;
  let source: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opsagent-dumps-'));
    broken = await BrokenCluster.start();
    source = ['--kubeconfig', broken.controlPlane.kubeconfig];
    await waitFor('the cluster to break', async () => {
      const names = (await diagnose(source)).findings.map(nameOf);
      return IMMEDIATE.every(name => names.includes(name));
    });
  });

  afterAll(async () => {
    await broken?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('diagnoses a kubeconfig, and a captured dump of it alike', async () => {
    // A grace may end between the two looks.
    await waitFor('both to agree', async () => {
      const dump = await mkdtemp(join(folder, 'capture-'));
      const captured = await run(OPSAGENT, ['capture', dump, ...source]);
      expect(captured.exitCode).toBe(0);
      const live = await diagnose(source);
      const later = await diagnose([dump]);
      expect(live.exitCode).toBe(1);
      expect(later.exitCode).toBe(1);
      expect(later.findings.map(nameOf)).toEqual(live.findings.map(nameOf));
      return true;
    });
  });

  it("diagnoses kubectl's own dump, and calls nothing missing that it does not hold", async () => {
    const dump = join(folder, 'kubectl');
    const { kubectl } = await findKubernetesBinaries();
    const dumped = await run(
      [kubectl],
      [
        ...source,
        'cluster-info',
        'dump',
        '--all-namespaces',
        `--output-directory=${dump}`,
      ],
    );
    expect(dumped).toMatchObject({ exitCode: 0 });
    const { exitCode, findings } = await diagnose([dump]);
    expect(exitCode).toBe(1);
    expect(findings.map(nameOf)).toEqual(expect.arrayContaining(IMMEDIATE));
    const absent = findings.flatMap(({ evidence }) =>
      evidence.filter(({ type }) => type === 'absence'),
    );
    expect(absent).toEqual([]);
  });

  it('answers 2 for a cluster that is not there', async () => {
    const { exitCode, stdout, stderr } = await run(OPSAGENT, [
      'diagnose',
      ...source,
      '--context',
      'nowhere',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('nowhere');
  });
});

interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
}

function run([command, ...first]: string[], args: string[]): Promise<Run> {
  return new Promise(resolve => {
    execFile(
      command,
      [...first, ...args],
      { maxBuffer: 1e8, timeout: 60_000 },
      (error, stdout, stderr) => {
        const code = error ? error.code : 0;
        resolve({
          exitCode: typeof code === 'number' ? code : -1,
          stdout,
          stderr,
        });
      },
    );
  });
}

async function diagnose(args: string[]) {
  const all = ['diagnose', ...args, '--output', 'json'];
  const { exitCode, stdout, stderr } = await run(OPSAGENT, all);
  if (!stdout) throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return { exitCode, findings };
}
