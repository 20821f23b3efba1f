import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BenchDatabase {
  name: string;
  /** As under `backend.database`. */
  config: object;
  stop(): void;
}

/** SQLite in files of its own. */
export function sqlite(): BenchDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'opsagent-bench-'));
  return {
    name: 'SQLite',
    config: { client: 'better-sqlite3', connection: { directory } },
    stop: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/**
 * The PostgreSQL of `OPSAGENT_BENCH_POSTGRES`, a connection string of somebody who may create databases; undefined when it names none. The plugin's databases are
 * dropped before and after.
 */
export function postgres(): BenchDatabase | undefined {
  const connection = process.env.OPSAGENT_BENCH_POSTGRES;
  if (!connection) return undefined;
  const prefix = 'opsagent_bench_';
  const drop = () => {
    const query = (sql: string) =>
      execFileSync('psql', [connection, '-Atc', sql], { encoding: 'utf8' });
    const names = query(
      `select datname from pg_database where datname like '${prefix}%'`,
    );
    for (const name of names.split('\n').filter(Boolean))
      query(`drop database "${name}" with (force)`);
  };
  drop();
  return {
    name: 'PostgreSQL',
    config: { client: 'pg', connection, prefix },
    stop: drop,
  };
}
