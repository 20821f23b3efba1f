import { DumpFile } from '@opsagent/engine';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The files of a dump: one file, or all JSON, YAML and log files below a directory. Hidden ones are left out. */
export async function readFiles(path: string): Promise<DumpFile[]> {
  const kind = await stat(path).catch(error => {
    throw new Error(
      error.code === 'ENOENT'
        ? `${path} does not exist. Name a dump's directory or file, or - for standard input`
        : `${path} cannot be read: ${error.message}`,
    );
  });
  if (!kind.isDirectory()) {
    return [{ path, text: await readFile(path, 'utf8') }];
  }
  const files: DumpFile[] = [];
  for (const file of await filesBelow(path)) {
    files.push({
      path: relative(path, file).split(sep).join('/'),
      text: await readFile(file, 'utf8'),
    });
  }
  if (files.length === 0) {
    throw new Error(
      `${path} holds no .json or .yaml file. Write a dump with: kubectl cluster-info dump --all-namespaces --output-directory ${path}`,
    );
  }
  return files;
}

const READABLE = /\.(json|ya?ml)$|^logs\.txt$/i;

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (READABLE.test(entry.name)) files.push(path);
  }
  return files;
}
