/** An error as the API words it, with the status it comes with. */
export interface ApiError {
  status: number;
  body: {
    error: {
      message: string;
      type: string;
      param: string | null;
      code: string | null;
    };
  };
  headers: Readonly<Record<string, string>>;
}

export interface ApiErrorDetails {
  message?: string;
  type?: string;
  param?: string;
  code?: string;
  /** Seconds in the header `retry-after`. */
  retryAfter?: number;
  headers?: Readonly<Record<string, string>>;
}

const usual: Readonly<Record<number, ApiErrorDetails>> = {
  400: { message: 'Invalid request.', type: 'invalid_request_error' },
  401: {
    message:
      'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  },
  403: {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  },
  429: {
    message:
      'Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1.',
    type: 'requests',
    code: 'rate_limit_exceeded',
  },
  500: {
    message:
      'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
  },
  503: {
    message: 'The engine is currently overloaded, please try again later',
    type: 'server_error',
  },
};

/** The error that the API answers with this status, in its usual words unless others are given. */
export function apiError(
  status: number,
  details: ApiErrorDetails = {},
): ApiError {
  const { message, type, param, code, retryAfter, headers } = {
    ...(usual[status] ?? usual[status < 500 ? 400 : 500]),
    ...details,
  };
  return {
    status,
    body: {
      error: {
        message: message ?? '',
        type: type ?? 'invalid_request_error',
        param: param ?? null,
        code: code ?? null,
      },
    },
    headers: {
      ...headers,
      ...(retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }),
    },
  };
}

/** A request that breaks a rule of the API. */
export function invalidRequest(
  message: string,
  param: string,
  code?: string,
): ApiError {
  return apiError(400, { message, param, code });
}
