import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BinariesUnavailableError } from './goCommand';

/** A running server that may be used, or the folder of the programs to start one. */
export type PostgresSource = { connection: string } | { binaries: string };

const CONNECTION = /^BACKSTAGE_TEST_DATABASE_POSTGRES\d+_CONNECTION_STRING$/;
const DEBIAN = '/usr/lib/postgresql';

/**
 * The server that the backend's own tests are told of, else the programs of `pg_config`, else those of Debian's newest version.
 *
 * @throws BinariesUnavailableError when there is none
 */
export function findPostgres(): PostgresSource {
  const [, connection] =
    Object.entries(process.env).find(([name]) => CONNECTION.test(name)) ?? [];
  if (connection) return { connection };
  const binaries = candidates().find(each => existsSync(join(each, 'initdb')));
  if (binaries) return { binaries };
  throw new BinariesUnavailableError(
    'PostgreSQL is not installed, and BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names no server',
  );
}

function candidates(): string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  versions.sort((a, b) => Number(b) - Number(a));
  return [
    ...configured(),
    ...versions.map(version => join(DEBIAN, version, 'bin')),
  ];
}

function configured(): string[] {
  try {
    return [
      execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim(),
    ];
  } catch {
    return [];
  }
}
