import { runCommandLine } from '@opsagent/cli';
import { DumpFile } from '@opsagent/engine';
import { ControlPlane } from '@opsagent/test-cluster';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CAPTURED_AT } from './StoryClock';

/**
 * Runs `opsagent capture` at the time at which stories end, and returns what it wrote.
 *
 * @throws Error with what the command said when it failed
 */
export async function capture({
  kubeconfig,
}: ControlPlane): Promise<DumpFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opsagent-capture-'));
  const said: string[] = [];
  try {
    const exitCode = await runCommandLine(
      ['capture', folder, '--kubeconfig', kubeconfig],
      {
        out: text => said.push(text),
        err: text => said.push(text),
        readInput: async () => '',
        colour: false,
        signal: AbortSignal.timeout(60_000),
        now: () => CAPTURED_AT,
      },
    );
    if (exitCode !== 0) throw new Error(said.join(''));
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    });
    return await Promise.all(
      entries
        .filter(entry => entry.isFile())
        .map(async entry => {
          const path = join(entry.parentPath, entry.name);
          return {
            path: relative(folder, path),
            text: await readFile(path, 'utf8'),
          };
        }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
