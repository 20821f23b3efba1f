/** One reason among several, as `details.causes` lists them. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/** The `Status` object in which a Kubernetes API server answers everything that is not an object. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

/** A request that ends in a `Status` of failure. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(
    failure: Pick<Status, 'message' | 'reason' | 'details' | 'code'>,
  ) {
    super(failure.message);
    this.name = 'StatusError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: failure.message,
      ...(failure.reason ? { reason: failure.reason } : {}),
      ...(failure.details ? { details: failure.details } : {}),
      code: failure.code,
    };
  }
}
