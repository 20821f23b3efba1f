import { APIConnectionError, APIError } from 'openai';
import { isNativeError } from 'node:util/types';
import { openAiUrl } from './createClient';
import { ModelOptions } from './ModelOptions';

/** Milliseconds that the server asks to wait. */
export function retryAfterOf({ headers }: APIError): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const header = headers?.get('retry-after') ?? '';
  const given = Number.parseFloat(header);
  const wait = Number.isNaN(given)
    ? Date.parse(header) - Date.now()
    : given * 1000;
  return wait >= 0 ? wait : undefined;
}

/** The API's code, to be put behind the status. */
export function codeOf({ code, type }: APIError): string {
  const word = wordOf(code) ?? wordOf(type);
  return word ? `, ${word}` : '';
}

/** Where in the request the server sees the mistake, to be put behind the code. */
export function paramOf({ param }: APIError): string {
  const path = /^[a-z_]+(\.?\[\d+\]|\.[a-z_]+)*$/;
  return typeof param === 'string' && path.test(param) ? ` at ${param}` : '';
}

/** A code of the API in parentheses. */
export function parenthesised(value: unknown): string {
  const word = wordOf(value);
  return word ? ` (${word})` : '';
}

/** A code of the API; anything else may be text, or a key. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z_]{1,60}$/i.test(value)
    ? value
    : undefined;
}

/** Why there is no connection, in the words of the network. */
export function networkCode({ cause }: APIConnectionError): string {
  const inner = isNativeError(cause) ? (cause.cause ?? cause) : undefined;
  return isNativeError(inner) && 'code' in inner
    ? parenthesised(inner.code)
    : '';
}

/** Where the model's server is. */
export function hostOf({ baseUrl = openAiUrl }: ModelOptions): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'its baseUrl';
}
