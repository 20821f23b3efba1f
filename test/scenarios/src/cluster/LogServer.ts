import { once } from 'node:events';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';

/** Answers the API server's questions for container logs, as the kubelets of all nodes. */
export class LogServer {
  readonly #server: Server;
  /** Text by `namespace/pod/container`. */
  readonly #logs = new Map<string, string>();

  /** @param credentials - what to serve with, in PEM; the API server does not verify it unless told to */
  static async start(credentials: {
    key: string;
    cert: string;
  }): Promise<LogServer> {
    const logServer = new LogServer(credentials);
    logServer.#server.listen(0, '127.0.0.1');
    await once(logServer.#server, 'listening');
    return logServer;
  }

  private constructor(credentials: { key: string; cert: string }) {
    this.#server = createServer(credentials, (request, response) => {
      const { pathname, searchParams } = new URL(
        request.url ?? '/',
        'https://kubelet',
      );
      const [, , namespace, pod, container] = pathname.split('/');
      const text = this.#logs.get(`${namespace}/${pod}/${container}`);
      response.statusCode = text === undefined ? 404 : 200;
      response.setHeader('Content-Type', 'text/plain');
      response.end(tail(text ?? '', Number(searchParams.get('tailLines'))));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  set(container: string, text: string): void {
    this.#logs.set(container, text);
  }

  clear(): void {
    this.#logs.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function tail(text: string, lines: number) {
  if (!lines) return text;
  return `${text.trimEnd().split('\n').slice(-lines).join('\n')}\n`;
}
