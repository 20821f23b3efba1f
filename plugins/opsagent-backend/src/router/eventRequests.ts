import { investigationEventsQuerySchema } from '@opsagent/backstage-plugin-opsagent-common';
import { Request } from 'express';
import { parse, queryOf } from './parse';

const EVENTS = 'text/event-stream';

/** Whether what is started is to be followed at once, and not only answered with its state. */
export function asksForEvents(request: Request): boolean {
  return request.accepts(['json', EVENTS]) === EVENTS;
}

/**
 * The number of the last step that the client has: it says so itself, or its browser does when it takes up a stream that broke off.
 *
 * @throws InputError when it is not a number of a step
 */
export function lastKnownStep(request: Request): number {
  const { after } = parse(investigationEventsQuerySchema, {
    after: request.header('Last-Event-ID') ?? queryOf(request).after,
  });
  return after;
}

/** Events with one before them that says what was started. */
export async function* beginningWith<Start, Event>(
  start: Start,
  events: AsyncIterable<Event>,
): AsyncGenerator<Start | Event> {
  yield start;
  yield* events;
}
