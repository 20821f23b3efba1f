import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { OpsAgentRequestOptions } from './OpsAgentApi';

export interface OpsAgentClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

interface RestRequest extends OpsAgentRequestOptions {
  /** Parameters of the URL; several values of one are repeated, absent ones left out. */
  query?: object;
  /** Sent as JSON. */
  body?: object;
}

/** Requests to the plugin's backend. Answers that say no are thrown as `ResponseError`. */
export class RestClient {
  readonly #discovery: OpsAgentClientOptions['discoveryApi'];
  readonly #fetch: OpsAgentClientOptions['fetchApi'];

  constructor(options: OpsAgentClientOptions) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async get<T>(path: string, schema: z.ZodType<T>, request?: RestRequest) {
    return this.#json('GET', path, schema, request);
  }

  async post<T>(path: string, schema: z.ZodType<T>, request?: RestRequest) {
    return this.#json('POST', path, schema, request);
  }

  async put<T>(path: string, schema: z.ZodType<T>, request?: RestRequest) {
    return this.#json('PUT', path, schema, request);
  }

  async patch<T>(path: string, schema: z.ZodType<T>, request?: RestRequest) {
    return this.#json('PATCH', path, schema, request);
  }

  async delete<T>(path: string, schema: z.ZodType<T>, request?: RestRequest) {
    return this.#json('DELETE', path, schema, request);
  }

  /** An answer that is not JSON, or is read as it comes. */
  async send(
    method: string,
    path: string,
    { query, body, token, signal }: RestRequest = {},
  ): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl('opsagent');
    const response = await this.#fetch.fetch(
      `${baseUrl}${path}${searchOf(query)}`,
      {
        method,
        signal,
        headers: {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: body && JSON.stringify(body),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }

  async #json<T>(
    method: string,
    path: string,
    schema: z.ZodType<T>,
    request?: RestRequest,
  ): Promise<T> {
    const response = await this.send(method, path, request);
    return schema.parse(await response.json());
  }
}

/** A path whose values are encoded, so that none of them can lead to another. */
export function encoded(
  strings: TemplateStringsArray,
  ...values: readonly string[]
): string {
  return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
}

function searchOf(query: object = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value ?? []].flat()) parameters.append(name, `${each}`);
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
