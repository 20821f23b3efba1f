import { KubeConfig } from '@kubernetes/client-node';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';

export interface TestRequest {
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

export interface TestAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** A string is sent as it is, anything else as JSON; without a body the request hangs. */
  body?: unknown;
}

/** An HTTP server that a test answers for, and the requests it got. */
export class TestApi {
  readonly requests: TestRequest[] = [];
  readonly #server: Server;

  static async start(
    answer: (request: TestRequest) => TestAnswer,
  ): Promise<TestApi> {
    const api = new TestApi(answer);
    await new Promise<void>(resolve =>
      api.#server.listen(0, '127.0.0.1', resolve),
    );
    return api;
  }

  private constructor(answer: (request: TestRequest) => TestAnswer) {
    this.#server = createServer((incoming, response) => {
      const url = new URL(incoming.url ?? '/', 'http://test');
      const request = {
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
      };
      this.requests.push(request);
      const { status: code = 200, headers, body } = answer(request);
      if (body === undefined) return;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/plain' : 'application/json';
      response.writeHead(code, { 'content-type': type, ...headers });
      response.end(text);
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  kubeConfig(basePath = ''): KubeConfig {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'test', server: this.url + basePath, skipTLSVerify: true },
      { name: 'tester' },
    );
    return kubeConfig;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** An error as the API server words it. */
export function status(code: number, reason: string, message = reason) {
  return {
    status: code,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason,
      message,
      code,
    },
  };
}

/** A page of a list, whose items have no kind of their own. */
export function list(kind: string, names: readonly string[], token = '') {
  return {
    body: {
      kind: `${kind}List`,
      apiVersion: 'v1',
      metadata: token ? { continue: token } : {},
      items: names.map(name => ({ metadata: { name, namespace: 'shop' } })),
    },
  };
}
