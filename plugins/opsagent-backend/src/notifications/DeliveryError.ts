/** What a receiver said to a delivery that it did not take. */
export class DeliveryError extends Error {
  /** Whether trying again may help. */
  readonly isTemporary: boolean;
  /** Milliseconds for which the receiver asked to be left alone. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    options: { isTemporary: boolean; retryAfter?: number },
  ) {
    super(message);
    this.name = 'DeliveryError';
    this.isTemporary = options.isTemporary;
    this.retryAfter = options.retryAfter;
  }
}
