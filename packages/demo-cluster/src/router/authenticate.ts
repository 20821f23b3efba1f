import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { unauthorized } from '../errors/failures';

/** Lets requests with the right bearer token pass; without a token configured, all of them. */
export function authenticate(token: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (token === undefined) return next();
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '');
    return next(given && same(given[1], token) ? undefined : unauthorized());
  };
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
