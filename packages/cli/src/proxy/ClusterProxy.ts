import { KubeConfig } from '@kubernetes/client-node';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { forward } from './forward';
import { sendStatus } from './sendStatus';

export interface ClusterProxyOptions {
  /** Its current context is served, with whatever credentials it carries. */
  kubeConfig: KubeConfig;
  /** A free one for 0. */
  port: number;
}

/** What only reads. */
const READING_METHODS: readonly (string | undefined)[] = ['GET', 'HEAD'];

/**
 * Serves a cluster for reading, as plain HTTP on the loopback address.
 *
 * Like `kubectl proxy`, but every request must bring a token that is made up at the start: other processes of the machine, and web pages in its browser, stay out.
 */
export class ClusterProxy {
  readonly token: string;
  readonly #kubeConfig: KubeConfig;
  readonly #server: Server;

  /** Listens; fails when the port is taken. */
  static async start(options: ClusterProxyOptions): Promise<ClusterProxy> {
    const proxy = new ClusterProxy(options.kubeConfig);
    proxy.#server.listen(options.port, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor(kubeConfig: KubeConfig) {
    this.token = randomBytes(32).toString('base64url');
    this.#kubeConfig = kubeConfig;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Ends all requests, watches too. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    if (!this.#isAuthorized(request)) {
      sendStatus(
        response,
        401,
        'Unauthorized',
        'The token is missing or wrong',
      );
      return;
    }
    if (!READING_METHODS.includes(request.method)) {
      response.setHeader('allow', READING_METHODS.join(', '));
      sendStatus(
        response,
        405,
        'MethodNotAllowed',
        `${request.method} is not served: opsagent proxy only reads (${READING_METHODS.join(' and ')})`,
      );
      return;
    }
    try {
      await forward(this.#kubeConfig, request, response);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      sendStatus(
        response,
        502,
        'ServiceUnavailable',
        `No answer came from the cluster: ${reason}`,
      );
    }
  }

  #isAuthorized({ headers }: IncomingMessage) {
    const given = digest(headers.authorization ?? '');
    return timingSafeEqual(given, digest(`Bearer ${this.token}`));
  }
}

/** Of equal length for any text, as a comparison in constant time needs it. */
function digest(text: string) {
  return createHash('sha256').update(text).digest();
}
