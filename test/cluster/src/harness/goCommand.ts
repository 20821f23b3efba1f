import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FOLDERS } from './folders';

/** A command that is built from a Go module. */
export interface GoCommand {
  name: string;
  /** The folder of `test/tools`. */
  tool: string;
  /** The Go package. */
  source: string;
  /** Values of string variables that the linker sets. */
  stamps?(version: string): Readonly<Record<string, string>>;
}

/** Why there are no binaries: this machine cannot build them. */
export class BinariesUnavailableError extends Error {
  readonly name = 'BinariesUnavailableError';
}

/** Where a build of the command is kept: in `$OPSAGENT_CACHE`, `~/.cache/opsagent` unless set. */
export function cachedPath({ name, tool }: GoCommand): string {
  const cache =
    process.env.OPSAGENT_CACHE ?? join(homedir(), '.cache/opsagent');
  return join(cache, `${tool}-${versionOf(tool)}`, name);
}

/**
 * Builds a command into the cache; progress goes to standard error.
 *
 * @throws BinariesUnavailableError without Go
 */
export async function buildGoCommand(command: GoCommand): Promise<string> {
  const { name, source, tool } = command;
  if (spawnSync('go', ['version']).status !== 0) {
    throw new BinariesUnavailableError(
      `${name} is neither installed nor in the cache, and without Go it cannot be built`,
    );
  }
  const target = cachedPath(command);
  const unfinished = `${target}.${process.pid}`;
  await mkdir(join(target, '..'), { recursive: true });

  process.stderr.write(`building ${name} ${versionOf(tool)} ...`);
  const started = Date.now();
  const child = spawn(
    'go',
    [
      'build',
      '-trimpath',
      '-ldflags',
      linkerFlags(command),
      '-o',
      unfinished,
      source,
    ],
    {
      cwd: join(FOLDERS.tools, tool),
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`go build ${source} failed in test/tools/${tool}`);
  }
  await rename(unfinished, target);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(` ${seconds} s\n`);
  return target;
}

/** The version that a tool's go.mod requires first, such as `v1.35.4`. */
function versionOf(tool: string): string {
  const module = readFileSync(join(FOLDERS.tools, tool, 'go.mod'), 'utf8');
  const version = /^require \S+ (v\S+)/m.exec(module)?.[1];
  if (!version) throw new Error(`test/tools/${tool}/go.mod requires nothing`);
  return version;
}

function linkerFlags({ stamps, tool }: GoCommand): string {
  const set = Object.entries(stamps?.(versionOf(tool)) ?? {});
  return ['-s -w', ...set.map(([name, value]) => `-X ${name}=${value}`)].join(
    ' ',
  );
}
