import { Response } from 'express';
import { once } from 'node:events';
import { closedSignal } from './closedSignal';

/** Milliseconds; proxies close connections on which nothing comes for a minute, some after half of that. */
const HEARTBEAT = 15_000;

/** Milliseconds for which a client may leave unread what it was sent. */
const PATIENCE = 60_000;

/** What is told while a model runs; steps come with their number. */
export type SentEvent =
  { type: 'step'; step: { number: number } } | { type: string; step?: never };

export interface SendEventsOptions {
  /** 200 unless given. */
  status?: number;
  /** Milliseconds after which a client that reads nothing is let go; a minute unless given. */
  patience?: number;
}

/**
 * Answers with server-sent events until there are no more, or nobody reads them: no faster than they are read. Steps carry their number as id, by which a client takes up a
 * stream that broke off.
 */
export async function sendEvents(
  response: Response,
  events: AsyncIterable<SentEvent>,
  { patience = PATIENCE, status = 200 }: SendEventsOptions = {},
): Promise<void> {
  const closed = closedSignal(response);
  response.status(status).set({
    'Content-Type': 'text/event-stream',
    // Compression and buffering on the way would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, HEARTBEAT);
  try {
    for await (const event of events) {
      if (response.write(textOf(event))) continue;
      if (!(await isRead(response, { closed, patience }))) {
        response.destroy();
        return;
      }
    }
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

/** Waits until what was written has been read; false when it will not be. */
async function isRead(
  response: Response,
  { closed, patience }: { closed: AbortSignal; patience: number },
): Promise<boolean> {
  const signal = AbortSignal.any([closed, AbortSignal.timeout(patience)]);
  try {
    await once(response, 'drain', { signal });
    return true;
  } catch {
    return false;
  }
}

function textOf(event: SentEvent): string {
  const id = event.step ? `id: ${event.step.number}\n` : '';
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
