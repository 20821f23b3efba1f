import type { OpenAI } from 'openai';
import { Lack } from './Lack';
import { ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';
import { Reception } from './Reception';

/** One of the ways in which a server that speaks OpenAI's protocol is asked. */
export interface Protocol {
  /** Sends a request and hands over its answer piece by piece. A server that answers a request for a stream as a whole is understood too. */
  stream(exchanged: Exchanged): Promise<void>;
  /** Sends a request and hands over its answer as a whole. */
  whole(exchanged: Exchanged): Promise<void>;
}

/** A request on its way, and who takes in what comes. */
export interface Exchanged {
  client: OpenAI;
  options: ModelOptions;
  request: ModelRequest;
  reception: Reception;
  signal: AbortSignal;
  /** Hears what the server has shown that it lacks, though it answered. */
  onLack(lack: Lack): void;
}

/** Whether what came instead of a stream is the answer as a whole. */
export function isWhole({ headers }: Response): boolean {
  return /^application\/json\b/i.test(headers.get('content-type') ?? '');
}
