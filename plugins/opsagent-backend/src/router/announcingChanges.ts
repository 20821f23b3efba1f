import { RequestHandler } from 'express';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Announces a change after every request that was accepted and was not one for reading. */
export function announcingChanges(
  changes: Pick<ChangeBroadcast, 'announce'>,
): RequestHandler {
  return (request, response, next) => {
    if (!READING.includes(request.method)) {
      response.on('finish', () => {
        if (response.statusCode < 400) changes.announce();
      });
    }
    next();
  };
}
