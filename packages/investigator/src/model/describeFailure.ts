import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
} from 'openai';
import { isNativeError } from 'node:util/types';
import { describeStatus } from './describeStatus';
import { hostOf, networkCode, parenthesised } from './failureParts';
import { ModelError } from './ModelError';
import { ModelOptions } from './ModelOptions';

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
      )}. Check that its server runs and that it can be reached from here.`,
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
    `${name} answered with something else than the protocol says. Check that baseUrl leads to its API.`,
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
