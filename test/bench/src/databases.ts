import { BinariesUnavailableError, Postgres } from '@opsagent/test-cluster';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A database for the portal that is measured. */
export interface BenchDatabase {
  name: string;
  /** As under `backend.database`. */
  config: object;
  /** Called after what is measured upon was loaded: makes the database what it is by itself a minute later. */
  settle(): void;
  stop(): Promise<void>;
}

/** SQLite in files of its own. */
export async function startSqlite(): Promise<BenchDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'opsagent-bench-'));
  return {
    name: 'SQLite',
    config: { client: 'better-sqlite3', connection: { directory } },
    // It plans without statistics, by its indexes, until somebody asks it to gather some.
    settle: () => {},
    stop: () => rm(directory, { recursive: true, force: true }),
  };
}

/**
 * PostgreSQL: the server that the backend's tests are told of, or one of its own.
 *
 * @throws BinariesUnavailableError on a machine without PostgreSQL
 */
async function startPostgres(): Promise<BenchDatabase> {
  const server = await Postgres.start();
  return {
    name: 'PostgreSQL',
    config: server.config,
    settle: () => server.settle(),
    stop: () => server.stop(),
  };
}

/** Does the same on SQLite and on PostgreSQL, and says why not where there is none. */
export async function onEachDatabase(
  measure: (database: BenchDatabase) => Promise<void>,
): Promise<void> {
  await on(await startSqlite(), measure);
  try {
    await on(await startPostgres(), measure);
  } catch (error) {
    if (!(error instanceof BinariesUnavailableError)) throw error;
    process.stdout.write(`PostgreSQL was not measured: ${error.message}\n`);
  }
}

async function on(
  database: BenchDatabase,
  measure: (database: BenchDatabase) => Promise<void>,
) {
  try {
    await measure(database);
  } finally {
    await database.stop();
  }
}
