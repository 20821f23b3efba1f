import { APIError } from 'openai';
import { codeOf, hostOf, paramOf, retryAfterOf } from './failureParts';
import { lackOf } from './Lack';
import { ModelError } from './ModelError';
import { ModelOptions } from './ModelOptions';
import { tooLong } from './tooLong';

/** What the status of an answer means. */
export function describeStatus(
  failure: APIError,
  options: ModelOptions,
): ModelError {
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
      {
        passing: true,
        retryAfter: retryAfterOf(failure),
        lack: lackOf(failure),
      },
    );
  }
  if (isTooLong(failure)) return tooLong(options);
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
    { lack: lackOf(failure) },
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

function isTooLong({ code, message }: APIError): boolean {
  return (
    code === 'context_length_exceeded' ||
    /maximum context length|context (window|length|size)/i.test(message)
  );
}

/** What to change in the model's options, by what the server complains about. */
function hintOf({ message, param }: APIError): string {
  const complaint = `${param ?? ''} ${message}`;
  if (/max_(completion_)?tokens/i.test(complaint)) {
    return ' Check maximumOutputTokens and outputLimit.';
  }
  if (/temperature/i.test(complaint)) {
    return ' The model may take no temperature.';
  }
  if (/reasoning/i.test(complaint)) {
    return ' The model may take no reasoningEffort, or not this one.';
  }
  return '';
}
