import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { once } from 'node:events';
import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
  request,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** What each scan asks for first, and once. */
const BEGINNING = '/version';

/** The beginning of a scan. */
export interface ObservedScan {
  /** Milliseconds since 1970. */
  at: number;
  /** With which it signed in. */
  token: string;
}

/** A demo cluster that remembers who scanned it when. It lets everybody in, so that each portal can have a token of its own. */
export class ObservedCluster {
  readonly name: string;
  /** Where portals find it. */
  readonly server: string;
  readonly scans: ObservedScan[] = [];
  readonly #demo: DemoCluster;
  readonly #proxy: Server;
  readonly #unanswered: Set<string>;

  static async start(
    name: string,
    objects: readonly KubernetesObject[],
  ): Promise<ObservedCluster> {
    const demo = await DemoCluster.start({ objects });
    const proxy = createServer();
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    return new ObservedCluster(name, demo, proxy);
  }

  private constructor(name: string, demo: DemoCluster, proxy: Server) {
    const { port } = proxy.address() as AddressInfo;
    this.name = name;
    this.server = `http://127.0.0.1:${port}`;
    this.#demo = demo;
    this.#proxy = proxy;
    this.#unanswered = new Set();
    proxy.on('request', (incoming, response) => {
      const token = (incoming.headers.authorization ?? '').replace(
        /^Bearer /,
        '',
      );
      if (incoming.url === BEGINNING)
        this.scans.push({ at: Date.now(), token });
      if (!this.#unanswered.has(token)) this.#pass(incoming, response);
    });
  }

  /** From now on leaves requests with the token without an answer. */
  ignore(token: string): void {
    this.#unanswered.add(token);
  }

  async create(path: string, object: object): Promise<void> {
    await this.#change('POST', path, JSON.stringify(object));
  }

  async delete(path: string): Promise<void> {
    await this.#change('DELETE', path);
  }

  async stop(): Promise<void> {
    this.#proxy.close();
    this.#proxy.closeAllConnections();
    await this.#demo.close();
  }

  #pass(incoming: IncomingMessage, response: ServerResponse) {
    const { headers, method, url = '' } = incoming;
    const outgoing = request(
      new URL(url, this.#demo.url),
      { method, headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.once('error', () => response.destroy());
    incoming.pipe(outgoing);
  }

  async #change(method: string, path: string, body?: string) {
    const response = await fetch(new URL(path, this.#demo.url), {
      method,
      body,
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}
