import type { ErrorRequestHandler } from 'express';
import { badRequest } from '../errors/failures';
import { StatusError } from '../errors/Status';
import { sendJson } from '../representation/sendJson';

/** Answers every failure with a `Status`, as clients of a Kubernetes API expect. */
export const sendError: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status } = error instanceof StatusError ? error : unexpected(error);
  sendJson(response, status, status.code);
};

function unexpected(error: Error & { status?: number }): StatusError {
  if (error instanceof URIError) return badRequest(error.message);
  return new StatusError({
    message: `Internal error occurred: ${error.message}`,
    reason: 'InternalError',
    code: error.status ?? 500,
  });
}
