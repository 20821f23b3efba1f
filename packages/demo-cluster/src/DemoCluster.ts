import { AddressInfo } from 'node:net';
import { createServer, Server } from 'node:http';
import type { KubernetesObject } from '@opsagent/engine';
import { AccessRules } from './api/AccessRules';
import { TypeRegistry } from './api/TypeRegistry';
import { createApp } from './createApp';
import type { DemoContents } from './DemoContents';
import { loadDump } from './dump/loadDump';
import { shiftTimes, shiftTimesInText } from './dump/shiftTimes';
import { ObjectStore } from './store/ObjectStore';

export type DemoClusterOptions = ({ directory: string } | DemoContents) & {
  /** Defaults to any free port. */
  port?: number;
  /** Defaults to the loopback address: a demo cluster is not meant for a network. */
  host?: string;
  /** The bearer token that requests must carry; without it everyone is let in. */
  token?: string;
  /** The clock; defaults to the machine's. */
  now?: () => Date;
  /** How many writes are remembered for watches and continued lists. Defaults to 5000. */
  historyLimit?: number;
};

/** A cluster that exists only as a Kubernetes API over recorded objects: nothing runs in it, and writes live as long as it does. */
export class DemoCluster {
  readonly url: string;
  readonly token?: string;
  readonly #server: Server;

  /** Reads the objects and serves them. @throws when the directory holds no readable dump or the port is taken */
  static async start(options: DemoClusterOptions): Promise<DemoCluster> {
    const now = options.now ?? (() => new Date());
    const contents =
      'directory' in options ? await loadDump(options.directory) : options;
    const { objects, logs } = movedTo(now(), contents);
    const types = TypeRegistry.forObjects(objects);
    const app = createApp({
      types,
      store: new ObjectStore({
        types,
        objects,
        startRevision: startRevision(objects, now()),
        historyLimit: options.historyLimit,
      }),
      access: new AccessRules(contents.reads),
      logs,
      token: options.token,
      now,
    });
    const server = createServer(app);
    const { port = 0, host = '127.0.0.1' } = options;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const address = server.address() as AddressInfo;
    return new DemoCluster(server, address, options.token);
  }

  private constructor(server: Server, address: AddressInfo, token?: string) {
    const host =
      address.family === 'IPv6' ? `[${address.address}]` : address.address;
    this.#server = server;
    this.url = `http://${host}:${address.port}`;
    this.token = token;
  }

  /** Ends all watches and frees the port. */
  async close(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.close(error => (error ? reject(error) : resolve()));
      this.#server.closeAllConnections();
    });
  }
}

function movedTo(now: Date, { objects, capturedAt, logs }: DemoContents) {
  const by = capturedAt ? now.getTime() - capturedAt.getTime() : 0;
  const moved = [...(logs ?? [])].map(
    ([key, text]) => [key, shiftTimesInText(text, by)] as const,
  );
  return { objects: shiftTimes(objects, by), logs: new Map(moved) };
}

/**
 * Not below any object's own resource version; and, being at least the time in seconds, not below those of an earlier start, so that a client which lived through
 * a restart is told to read again.
 */
function startRevision(objects: readonly KubernetesObject[], now: Date) {
  const seconds = Math.floor(now.getTime() / 1000);
  return objects.reduce((highest, { metadata }) => {
    const own = Number(metadata.resourceVersion);
    return Number.isSafeInteger(own) ? Math.max(highest, own) : highest;
  }, seconds);
}
