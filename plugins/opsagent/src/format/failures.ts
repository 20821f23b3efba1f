/** Whether the backend refused for want of a permission. */
export function isForbidden(error: Error): boolean {
  return statusOf(error) === 403;
}

/** Whether the backend refused because of the state that something is in. */
export function isConflict(error: Error): boolean {
  return statusOf(error) === 409;
}

/** Whether the backend refused for the sake of one field of what it was asked. */
export function isOf(error: Error, field: string): boolean {
  const message = failureMessage(error);
  return message.startsWith(`${field}:`) || message.startsWith(`${field}.`);
}

/** Whether the backend did not accept what it was asked. */
export function isRefused(error: Error): boolean {
  return statusOf(error) === 400;
}

/** What went wrong with a request, as far as the reader can act on it. */
export type FailureKind =
  | 'unauthorized'
  | 'notFound'
  | 'unavailable'
  | 'misunderstood'
  | 'timeout'
  | 'other';

export function failureKind(error: Error): FailureKind {
  const status = statusOf(error);
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'notFound';
  if (error.name === 'TimeoutError') return 'timeout';
  if (error.name === 'ZodError') return 'misunderstood';
  if (error.name === 'TypeError' || (status !== undefined && status >= 502)) {
    return 'unavailable';
  }
  return 'other';
}

/** The failure in the words of whoever reported it, without the noise that a client adds. */
export function failureMessage(error: Error): string {
  if (error.name === 'ZodError') return '';
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}

function statusOf(error: Error): number | undefined {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}
