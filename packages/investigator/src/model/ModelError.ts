/**
 * Why a model gave no usable answer.
 *
 * - `unauthorized`: the server does not accept the key
 * - `rateLimited`: too many requests, also after waiting as long as it asked
 * - `unavailable`: no connection, or an error of the server
 * - `timeout`: no answer, or no further piece of one, in time
 * - `interrupted`: the answer broke off
 * - `rejected`: the server does not take the request, such as an unknown model or too long a conversation
 * - `malformed`: what came is not what the protocol says
 * - `suspended`: it failed so often that it is left alone for a while
 */
export type ModelFailure =
  | 'unauthorized'
  | 'rateLimited'
  | 'unavailable'
  | 'timeout'
  | 'interrupted'
  | 'rejected'
  | 'malformed'
  | 'suspended';

/** A request to a model that was not answered. Its message names the model and never the key, and holds nothing of what was sent. */
export class ModelError extends Error {
  readonly name = 'ModelError';
  readonly reason: ModelFailure;

  constructor(reason: ModelFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
