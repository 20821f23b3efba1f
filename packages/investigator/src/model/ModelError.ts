import type { Lack } from './Lack';

/**
 * Why a model gave no usable answer.
 *
 * - `unauthorized`: the server does not accept the key
 * - `rateLimited`: too many requests, also after waiting as long as it asked, or nothing left to spend there
 * - `unavailable`: no connection, or an error of the server
 * - `timeout`: no answer, or no further piece of one, in time
 * - `interrupted`: the answer broke off
 * - `tooLong`: the conversation has more tokens than the model takes
 * - `rejected`: the server does not take the request, such as an unknown model
 * - `malformed`: what came is not what the protocol, or the schema, says
 * - `suspended`: it failed so often that it is left alone for a while
 */
export type ModelFailure =
  | 'unauthorized'
  | 'rateLimited'
  | 'unavailable'
  | 'timeout'
  | 'interrupted'
  | 'tooLong'
  | 'rejected'
  | 'malformed'
  | 'suspended';

export interface ModelErrorOptions {
  /** What the server seems not to know, when that is why it refused. */
  lack?: Lack;
  /** Whether the same request may be answered in a moment; false unless given. */
  passing?: boolean;
  /** Milliseconds that the server asks to wait before the next request. */
  retryAfter?: number;
}

/** A request to a model that was not answered. Its message names the model and never the key, and holds nothing of what was sent. */
export class ModelError extends Error {
  readonly name = 'ModelError';
  readonly reason: ModelFailure;
  readonly lack?: Lack;
  readonly passing: boolean;
  readonly retryAfter?: number;

  constructor(
    reason: ModelFailure,
    message: string,
    options: ModelErrorOptions = {},
  ) {
    super(message);
    this.reason = reason;
    this.lack = options.lack;
    this.passing = options.passing ?? false;
    this.retryAfter = options.retryAfter;
  }
}
