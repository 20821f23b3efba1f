import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  KubeConfig,
  RequestContext,
} from '@kubernetes/client-node';
import { Answer } from './Answer';
import { describeFailure } from './describeFailure';

export interface ClusterConnectionOptions {
  kubeConfig: KubeConfig;
  /** Ends every request; its reason is what they throw. */
  signal: AbortSignal;
  /** Milliseconds for one request, from obtaining credentials to the last byte. */
  requestTimeout: number;
}

const USER_AGENT = 'opsagent';

/** Unanswered requests in a row after which the rest is not tried: a cluster that hangs must not cost a timeout for each kind. */
const GIVE_UP_AFTER = 4;

/** A request that got no answer. */
export class NoAnswerError extends Error {
  readonly name = 'NoAnswerError';
}

/**
 * GET requests to the current context of a KubeConfig.
 *
 * Everything the KubeConfig knows applies: certificates, tokens, exec plugins, proxies and authenticators added by the caller. Close it after use.
 */
export class ClusterConnection {
  readonly #kubeConfig: KubeConfig;
  readonly #signal: AbortSignal;
  readonly #requestTimeout: number;
  readonly #server: string;
  readonly #http = new IsomorphicFetchHttpLibrary();
  #dispatcher: ReturnType<RequestContext['getDispatcher']>;
  #requests = 0;
  #unanswered = 0;

  constructor(options: ClusterConnectionOptions) {
    const cluster = options.kubeConfig.getCurrentCluster();
    if (!cluster) {
      const context = options.kubeConfig.getCurrentContext();
      throw new Error(
        context
          ? `The kubeconfig's context "${context}" names no cluster that the kubeconfig has`
          : 'The kubeconfig has no current context',
      );
    }
    this.#server = cluster.server.replace(/\/+$/, '');
    this.#kubeConfig = options.kubeConfig;
    this.#signal = options.signal;
    this.#requestTimeout = options.requestTimeout;
  }

  /** How many requests were sent. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends one request; an answer of any status is an answer.
   *
   * @throws NoAnswerError when none came in time, and at once when the last few requests got none either
   */
  async get(path: string, accept = 'application/json'): Promise<Answer> {
    this.#signal.throwIfAborted();
    if (this.#unanswered >= GIVE_UP_AFTER) {
      throw new NoAnswerError(
        `not tried, the last ${GIVE_UP_AFTER} requests got no answer`,
      );
    }
    const timeout = AbortSignal.timeout(this.#requestTimeout);
    try {
      const answer = await this.#send(path, accept, timeout);
      this.#unanswered = 0;
      return answer;
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#unanswered += 1;
      const reason = timeout.aborted
        ? `no answer within ${this.#requestTimeout / 1000} s`
        : describeFailure(error);
      throw new NoAnswerError(reason, { cause: error });
    }
  }

  /** Waits, unless the caller gives up first. */
  async pause(milliseconds: number): Promise<void> {
    await rejectOnAbort(
      new Promise(resolve => setTimeout(resolve, milliseconds)),
      this.#signal,
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy();
  }

  async #send(
    path: string,
    accept: string,
    timeout: AbortSignal,
  ): Promise<Answer> {
    const signal = AbortSignal.any([this.#signal, timeout]);
    const request = new RequestContext(this.#server + path, HttpMethod.GET);
    // An exec plugin may wait for a person to sign in; it knows nothing of the signal.
    await rejectOnAbort(
      this.#kubeConfig.applySecurityAuthentication(request),
      signal,
    );
    this.#shareConnections(request);
    request.setHeaderParam('Accept', accept);
    request.setHeaderParam('User-Agent', USER_AGENT);
    request.setSignal(signal);
    this.#requests += 1;
    const response = await this.#http.send(request).toPromise();
    const text = await response.body.text();
    return { status: response.httpStatusCode, headers: response.headers, text };
  }

  /** Each authentication brings a connection pool of its own; keeping the first spares a TLS handshake per request. */
  #shareConnections(request: RequestContext) {
    const own = request.getDispatcher();
    this.#dispatcher ??= own;
    if (this.#dispatcher) request.setDispatcher(this.#dispatcher);
  }
}

async function rejectOnAbort<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
