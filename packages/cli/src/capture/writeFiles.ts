import { DumpFile } from '@opsagent/engine';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A directory that is new or empty; what an older dump left behind would be diagnosed as part of the new one. */
export async function assertEmpty(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(error => {
    if (error.code === 'ENOENT') return [];
    throw new Error(`${directory} cannot be used: ${error.message}`);
  });
  if (entries.length > 0) {
    throw new Error(`${directory} is not empty. Name a new directory`);
  }
}

/** Writes files that only their owner may read: a dump tells much about a cluster. */
export async function writeFiles(
  directory: string,
  files: readonly DumpFile[],
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const { path, text } of files) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(target, text, { mode: 0o600 });
  }
}
