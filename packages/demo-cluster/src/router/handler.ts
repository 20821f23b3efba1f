import type { NextFunction, Request, Response } from 'express';

/** Lets an asynchronous handler's failure reach the error handler, which express 4 does not do by itself. */
export function handler(
  handle: (request: Request, response: Response) => Promise<void> | void,
) {
  return (request: Request, response: Response, next: NextFunction) => {
    Promise.resolve()
      .then(() => handle(request, response))
      .catch(next);
  };
}
