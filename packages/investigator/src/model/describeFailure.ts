import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
} from 'openai';
import { isNativeError } from 'node:util/types';
import { ModelError } from './ModelError';
import { ModelOptions } from './ModelOptions';
import { openAiUrl } from './createClient';

/**
 * What a failed request means, in words of its own: what servers write may repeat the key or what was sent, so nothing of it is passed on
 * but the API's short codes.
 *
 * @throws the failure itself when it is none of the request
 */
export function describeFailure(
  failure: unknown,
  options: ModelOptions,
): ModelError {
  if (failure instanceof ModelError) return failure;
  const { name } = options;
  if (failure instanceof APIConnectionTimeoutError) {
    return new ModelError(
      'timeout',
      `${name} did not begin to answer in time. Ask again later.`,
      { passing: true },
    );
  }
  if (failure instanceof APIConnectionError) {
    return new ModelError(
      'unavailable',
      `${name} could not be reached at ${hostOf(options)}${networkCode(
        failure,
      )}. Check that its server runs and that the portal may connect to it.`,
      { passing: true },
    );
  }
  if (failure instanceof APIError && failure.status !== undefined) {
    return describeStatus(failure, options);
  }
  if (failure instanceof APIError) {
    return failedMeanwhile(failure.code ?? failure.type, name);
  }
  if (isNativeError(failure) && failure.name === 'SyntaxError') {
    return malformed(name);
  }
  if (isNativeError(failure) && failure.name === 'TypeError') {
    // Node.js gives the cause of a connection that was lost.
    return failure.cause === undefined ? malformed(name) : lost(name);
  }
  throw failure;
}

/** The server answered, but not as the protocol says. */
export function malformed(name: string): ModelError {
  return new ModelError(
    'malformed',
    `${name} answered with something else than the protocol says. Check that baseUrl leads to its API, and whether it can stream (streams: false if not).`,
    { passing: true },
  );
}

function lost(name: string): ModelError {
  return new ModelError(
    'interrupted',
    `The answer of ${name} broke off: the connection was lost. Ask again.`,
    { passing: true },
  );
}

/** The server ended the answer before the model did. */
export function brokenOff(name: string): ModelError {
  return new ModelError(
    'interrupted',
    `The answer of ${name} ended before the model had finished. Ask again; if it recurs, a proxy may limit how long answers take.`,
    { passing: true },
  );
}

function describeStatus(failure: APIError, options: ModelOptions): ModelError {
  const { name, model } = options;
  const status = Number(failure.status);
  const code = codeOf(failure);
  if (status === 401 || status === 403) {
    return new ModelError(
      'unauthorized',
      `${name} does not accept the key (${status}${code}). Check the model's apiKey and what it may be used for.`,
    );
  }
  if (status === 429) return describeTooMany(failure, options);
  if (status === 404) {
    return new ModelError(
      'rejected',
      `${hostOf(options)} has no model "${model}", or no such API (404${code}). Check the model's baseUrl, model and api.`,
    );
  }
  if (status >= 500 || status === 408 || status === 409) {
    return new ModelError(
      'unavailable',
      `The server of ${name} failed (${status}${code}). Ask again later.`,
      { passing: true, retryAfter: retryAfterOf(failure) },
    );
  }
  if (isTooLong(failure)) {
    return new ModelError(
      'tooLong',
      `The conversation is longer than ${name} takes. Check the model's contextTokens, ${options.contextTokens} at present, or use a model with more.`,
    );
  }
  if (failure.code === 'content_filter') {
    return new ModelError(
      'rejected',
      `The content filter of ${name} does not let the request through (${status}${code}).`,
    );
  }
  return new ModelError(
    'rejected',
    `${name} does not take the request (${status}${code}${paramOf(
      failure,
    )}).${hintOf(failure)}`,
  );
}

function describeTooMany(
  failure: APIError,
  { name }: ModelOptions,
): ModelError {
  if (failure.code === 'insufficient_quota') {
    return new ModelError(
      'rateLimited',
      `The account of ${name} has nothing left to spend. Raise its limit at the provider.`,
    );
  }
  const retryAfter = retryAfterOf(failure);
  const wait =
    retryAfter === undefined
      ? 'in a minute'
      : `in ${Math.ceil(retryAfter / 1000)} seconds`;
  return new ModelError(
    'rateLimited',
    `${name} gets more requests than its server allows. Ask again ${wait}, or lower the model's requestsPerMinute or tokensPerMinute.`,
    { passing: true, retryAfter },
  );
}

/**
 * An error that came in place of the next piece.
 *
 * @param code - of the API
 */
export function failedMeanwhile(code: unknown, name: string): ModelError {
  const limited = code === 'rate_limit_exceeded';
  return new ModelError(
    limited ? 'rateLimited' : 'unavailable',
    limited
      ? `${name} gets more requests than its server allows. Ask again in a minute.`
      : `The server of ${name} failed while it answered${parenthesised(
          code,
        )}. Ask again later.`,
    { passing: true },
  );
}

function isTooLong({ code, message }: APIError): boolean {
  return (
    code === 'context_length_exceeded' ||
    /maximum context length|context (window|length|size)/i.test(message)
  );
}

/** What to change in the model's options, by what the server complains about. */
function hintOf({ message, param }: APIError): string {
  const complaint = `${param ?? ''} ${message}`;
  if (/response_format|json_schema|text\.format/i.test(complaint)) {
    return " If it can't keep answers to a schema, set structuredOutput: false.";
  }
  if (/max_(completion_)?tokens/i.test(complaint)) {
    return ' Check maximumOutputTokens and outputLimit.';
  }
  if (/tool/i.test(complaint)) {
    return " If the model can't be given tools, set callsTools: false.";
  }
  if (/temperature/i.test(complaint)) {
    return ' The model may take no temperature.';
  }
  if (/reasoning/i.test(complaint)) {
    return ' The model may take no reasoningEffort, or not this one.';
  }
  return '';
}

/** Milliseconds that the server asks to wait. */
function retryAfterOf({ headers }: APIError): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const header = headers?.get('retry-after') ?? '';
  const given = Number.parseFloat(header);
  const wait = Number.isNaN(given)
    ? Date.parse(header) - Date.now()
    : given * 1000;
  return wait >= 0 ? wait : undefined;
}

function codeOf({ code, type }: APIError): string {
  const word = wordOf(code) ?? wordOf(type);
  return word ? `, ${word}` : '';
}

function paramOf({ param }: APIError): string {
  const path = /^[a-z_]+(\.?\[\d+\]|\.[a-z_]+)*$/;
  return typeof param === 'string' && path.test(param) ? ` at ${param}` : '';
}

function parenthesised(value: unknown): string {
  const word = wordOf(value);
  return word ? ` (${word})` : '';
}

/** A code of the API; anything else may be text, or a key. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z_]{1,60}$/i.test(value)
    ? value
    : undefined;
}

function networkCode({ cause }: APIConnectionError): string {
  const inner = isNativeError(cause) ? (cause.cause ?? cause) : undefined;
  return isNativeError(inner) && 'code' in inner
    ? parenthesised(inner.code)
    : '';
}

function hostOf({ baseUrl = openAiUrl }: ModelOptions): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'its baseUrl';
}
