import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { resourceOf } from './resources.mjs';

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

/** The few requests to an API server that telling a story takes. */
export class ApiClient {
  #options;

  /** @param {string} path of a kubeconfig whose current context is an administrator */
  static async fromKubeconfig(path) {
    const config = new KubeConfig();
    config.loadFromFile(path);
    const options = { agent: undefined };
    await config.applyToHTTPSOptions(options);
    const server = new URL(config.getCurrentCluster().server);
    return new ApiClient({
      ...options,
      hostname: server.hostname,
      port: server.port,
    });
  }

  constructor(options) {
    this.#options = options;
  }

  async list(kind) {
    const { apiVersion } = resourceOf(kind);
    const { items } = await this.#request('GET', this.#path({ kind }));
    return items.map(item => ({ apiVersion, kind, ...item }));
  }

  get(kind, namespace, name) {
    const metadata = { namespace, name };
    return this.#request('GET', this.#path({ kind, metadata }));
  }

  create(object) {
    const { namespace } = object.metadata;
    return this.#request(
      'POST',
      this.#path({ kind: object.kind, metadata: { namespace } }),
      object,
    );
  }

  apply(object) {
    const path = `${this.#path(object)}?fieldManager=argocd&force=true`;
    return this.#request('PATCH', path, object, APPLY);
  }

  merge(object, change) {
    return this.#request('PATCH', this.#path(object), change, MERGE);
  }

  /** Lists such as conditions are merged by their key, as the kubelet and the controllers do it. */
  patchStatus(object, status) {
    const path = `${this.#path(object)}/status`;
    return this.#request('PATCH', path, { status }, STRATEGIC);
  }

  replaceStatus(object, status) {
    const path = `${this.#path(object)}/status`;
    return this.#request('PATCH', path, { status }, MERGE);
  }

  delete(object, gracePeriodSeconds) {
    const path = `${this.#path(object)}${gracePeriodSeconds === undefined ? '' : `?gracePeriodSeconds=${gracePeriodSeconds}`}`;
    return this.#request('DELETE', path);
  }

  #path({ kind, metadata = {} }) {
    const { apiVersion, plural, namespaced } = resourceOf(kind);
    return [
      apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`,
      ...(namespaced && metadata.namespace
        ? ['namespaces', metadata.namespace]
        : []),
      plural,
      ...(metadata.name ? [metadata.name] : []),
    ].join('/');
  }

  #request(method, path, body, contentType = 'application/json') {
    return new Promise((resolve, reject) => {
      const request = https.request(
        {
          ...this.#options,
          method,
          path,
          timeout: 10_000,
          headers: { 'Content-Type': contentType, Accept: 'application/json' },
        },
        response => {
          const chunks = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode < 300) resolve(JSON.parse(text));
            else {
              const error = new Error(
                `${method} ${path}: ${response.statusCode} ${text}`,
              );
              error.status = response.statusCode;
              reject(error);
            }
          });
        },
      );
      request.on('timeout', () =>
        request.destroy(new Error(`${method} ${path}: no answer`)),
      );
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }
}
