import { ResponseError } from '@backstage/errors';
import { createParser, EventSourceMessage } from 'eventsource-parser';
import { z } from 'zod';

/** What comes while a model runs. */
export type RunEvent =
  | { type: 'step'; step: { number: number } }
  | { type: 'text' | 'restart' | 'end' };

export interface FollowOptions<Event> {
  schema: z.ZodType<Event>;
  /** The number of the last step that is known already. */
  after: number;
  signal?: AbortSignal;
  /** Milliseconds before the first further attempt; each waits twice as long as the one before. */
  pause?: number;
}

/** Attempts in a row that bring nothing. */
const ATTEMPTS = 6;

/**
 * The events of a run of a model until its end, over as many connections as that takes.
 *
 * @param open - opens a stream of what came after a step
 * @throws ResponseError when the server says no, and the last failure when it cannot be reached again
 */
export async function* followEvents<Event extends RunEvent>(
  open: (after: number) => Promise<Response>,
  { schema, after, signal, pause = 500 }: FollowOptions<Event>,
): AsyncGenerator<Event> {
  let known = after;
  let failures = 0;
  for (;;) {
    let failure: unknown = new Error('The stream of events broke off');
    try {
      for await (const event of eventsOf(await open(known), schema)) {
        failures = 0;
        if (event.type === 'step') known = event.step.number;
        yield event;
        if (event.type === 'end') return;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (isFinal(error)) throw error;
      failure = error;
    }
    failures += 1;
    if (failures >= ATTEMPTS) throw failure;
    await wait(pause * 2 ** (failures - 1), signal);
  }
}

async function* eventsOf<Event>(
  { body }: Response,
  schema: z.ZodType<Event>,
): AsyncGenerator<Event> {
  if (!body) throw new Error('The answer has no body');
  const read: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: message => read.push(message) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { data } of read.splice(0))
        yield schema.parse(JSON.parse(data));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What another attempt would not change. */
function isFinal(error: unknown) {
  return error instanceof ResponseError && error.response.status < 500;
}

async function wait(milliseconds: number, signal?: AbortSignal) {
  signal?.throwIfAborted();
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
  signal?.throwIfAborted();
}
