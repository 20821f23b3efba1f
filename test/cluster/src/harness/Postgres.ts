import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from './ManagedProcess';
import { findPostgres } from './findPostgres';
import { freePorts } from './freePorts';
import { waitFor } from './waitFor';

/** A PostgreSQL for portals: the server that the environment names, or one of its own. */
export class Postgres {
  /** As under `backend.database`; each plugin of the portal gets a database of its own. */
  readonly config: object;
  /** The address of a database that is always there. */
  readonly #connection: string;
  /** What the names of the portal's databases begin with. */
  readonly #prefix: string;
  /** The program that sends SQL to the server. */
  readonly #psql: string;
  readonly #stop: () => Promise<void>;

  static async start(): Promise<Postgres> {
    const source = findPostgres();
    if ('connection' in source) return Postgres.#on(source.connection);
    return Postgres.#own(source.binaries);
  }

  static #on(connection: string) {
    const prefix = `opsagent_${randomBytes(4).toString('hex')}_`;
    const server = new Postgres({
      config: { client: 'pg', connection, prefix },
      connection,
      prefix,
      psql: 'psql',
      stop: async () => {
        for (const name of server.#databases())
          server.#query(`drop database "${name}" with (force)`);
      },
    });
    return server;
  }

  static async #own(binaries: string) {
    const folder = await mkdtemp(join(tmpdir(), 'opsagent-postgres-'));
    const account = await unprivileged(folder);
    const data = join(folder, 'data');
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', data, '--auth=trust', '--username=postgres'],
      { ...account, cwd: folder, stdio: 'ignore' },
    );
    const [port] = await freePorts(1);
    const log = join(folder, 'log');
    await mkdir(log);
    const server = new ManagedProcess({
      name: 'postgres',
      command: join(binaries, 'postgres'),
      args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      ...account,
      cwd: folder,
      logFile: join(log, 'postgres.log'),
    });
    server.start();
    await waitFor('PostgreSQL to be ready', async () => {
      await server.assertStarting();
      const isReady = ['-h', '127.0.0.1', '-p', String(port)];
      execFileSync(join(binaries, 'pg_isready'), isReady, { stdio: 'ignore' });
      return true;
    });
    const connection = `postgresql://postgres@127.0.0.1:${port}/postgres`;
    return new Postgres({
      config: { client: 'pg', connection },
      connection,
      prefix: 'backstage_plugin_',
      psql: join(binaries, 'psql'),
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    });
  }

  private constructor(options: {
    config: object;
    connection: string;
    prefix: string;
    psql: string;
    stop: () => Promise<void>;
  }) {
    this.config = options.config;
    this.#connection = options.connection;
    this.#prefix = options.prefix;
    this.#psql = options.psql;
    this.#stop = options.stop;
  }

  /**
   * Does to the portal's databases at once what autovacuum does within a minute of a load: gathers the statistics by which queries are planned, and marks the pages for which
   * an index alone can answer. What is measured before that is plans that were made blindly, and depends on when autovacuum comes by.
   */
  settle(): void {
    for (const name of this.#databases()) {
      const address = new URL(this.#connection);
      address.pathname = `/${name}`;
      this.#query('vacuum (analyze)', address.href);
    }
  }

  #databases(): string[] {
    const beginning = this.#prefix.replaceAll('_', '\\_');
    const names = this.#query(
      `select datname from pg_database where datname like '${beginning}%'`,
    );
    return names.split('\n').filter(Boolean);
  }

  #query(sql: string, address = this.#connection): string {
    return execFileSync(this.#psql, [address, '-Atc', sql], {
      encoding: 'utf8',
    });
  }

  /** Ends the server, or drops what portals have created on it. */
  async stop(): Promise<void> {
    await this.#stop();
  }
}

/** Who runs the server: PostgreSQL refuses to be run by root, so root gives the folder to the account that its package brings. */
async function unprivileged(folder: string) {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  await chown(folder, uid, gid);
  return { uid, gid };
}
