import { InvestigationEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { Response } from 'express';

/** Milliseconds; proxies close connections on which nothing comes for a minute, some after half of that. */
const HEARTBEAT = 15_000;

/** Answers with server-sent events until there are no more. Steps carry their number as id, by which a client takes up a stream that broke off. */
export async function sendEvents(
  response: Response,
  events: AsyncIterable<InvestigationEvent>,
): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream',
    // Compression and buffering on the way would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT);
  try {
    for await (const event of events) {
      const id = event.type === 'step' ? `id: ${event.step.number}\n` : '';
      response.write(
        `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
      );
    }
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}
