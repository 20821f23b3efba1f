import { ServerResponse } from 'node:http';
import { finished } from 'node:stream';

/** Aborts once nobody listens to an answer any more, also when its client left before this was asked. */
export function closedSignal(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  finished(response, () => closed.abort());
  return closed.signal;
}
