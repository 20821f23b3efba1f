import { IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest, RequestOptions } from 'node:https';
import { createInterface } from 'node:readline';
import type { KubeConfig } from '@kubernetes/client-node';

/** A body of which a test reads the fields that it is about. */
export interface Body {
  kind?: string;
  apiVersion?: string;
  metadata: {
    name?: string;
    uid?: string;
    generation?: number;
    resourceVersion?: string;
    continue?: string;
    remainingItemCount?: number;
    annotations?: Record<string, string>;
    finalizers?: string[];
    labels?: Record<string, string>;
  };
  items: Body[];
  spec: Record<string, unknown>;
  status: unknown;
  [field: string]: unknown;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
  /** The body as JSON; an empty object when it is none. */
  body: Body;
}

export interface WatchEvent {
  type: string;
  object: Body;
}

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Plain HTTP requests with the credentials of a kubeconfig, so that tests see what is on the wire. */
export class ApiClient {
  readonly #kubeConfig: KubeConfig;
  readonly #stranger: boolean;

  constructor(kubeConfig: KubeConfig, options: { stranger?: boolean } = {}) {
    this.#kubeConfig = kubeConfig;
    this.#stranger = options.stranger ?? false;
  }

  /** A client with a token that the server does not know, in place of the kubeconfig's credentials. */
  asStranger(): ApiClient {
    return new ApiClient(this.#kubeConfig, { stranger: true });
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.send('POST', path, { body });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, { body });
  }

  /** `form` is `merge`, `strategic-merge`, `json` or `apply`. */
  patch(path: string, form: string, body: unknown): Promise<Answer> {
    const mediaType =
      form === 'apply'
        ? 'application/apply-patch+yaml'
        : `application/${form}-patch+json`;
    const headers = { 'Content-Type': mediaType };
    return this.send('PATCH', path, { body, headers });
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.send('DELETE', path, { body });
  }

  /** Sends a string as it is and anything else as JSON. */
  async send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const response = await this.#open(method, path, sent);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const contentType = response.headers['content-type'] ?? '';
    return {
      status: response.statusCode ?? 0,
      contentType,
      text,
      body:
        contentType.startsWith('application/json') && text
          ? JSON.parse(text)
          : {},
    };
  }

  /** Opens a watch; its events come one by one until it ends or the loop over them is left. */
  async *watch(path: string): AsyncGenerator<WatchEvent> {
    const response = await this.#open('GET', path, {});
    try {
      for await (const line of createInterface(response)) {
        if (line) yield JSON.parse(line);
      }
    } finally {
      response.destroy();
    }
  }

  async #open(
    method: string,
    path: string,
    { body, headers }: Sent,
  ): Promise<IncomingMessage> {
    const server = this.#kubeConfig.getCurrentCluster()?.server ?? '';
    const url = new URL(server.replace(/\/$/, '') + path);
    const options: RequestOptions = {
      method,
      headers: {},
      signal: AbortSignal.timeout(30_000),
      agent: false,
    };
    await this.#kubeConfig.applyToHTTPSOptions(options);
    options.agent = undefined;
    if (this.#stranger) {
      Object.assign(options, {
        cert: undefined,
        key: undefined,
        auth: undefined,
      });
      options.headers = { Authorization: 'Bearer unknown' };
    }
    options.headers = {
      ...(options.headers as object),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    // Node would announce the body of a DELETE in no way at all.
    if (text)
      Object.assign(options.headers, {
        'Content-Length': Buffer.byteLength(text),
      });
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = open(url, options, resolve).on('error', reject);
      request.end(text);
    });
  }
}
