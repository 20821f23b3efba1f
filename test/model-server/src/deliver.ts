import { Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { WordedAnswer, StreamEvent } from './Answering';
import { apiError } from './ApiError';
import { Api } from './ReceivedRequest';
import { Fault } from './Turn';

/** How an answer goes over the wire. */
export interface Delivery {
  api: Api;
  streamed: boolean;
  fault?: Fault;
  /** Milliseconds between the opening of a stream and what the model writes. */
  thinksFor: number;
  /** Milliseconds before each piece. */
  pieceEvery: number;
}

/** Sends the answer in the form that was asked for, with the fault that the script has in store. */
export async function deliver(
  answer: WordedAnswer,
  delivery: Delivery,
  response: Response,
): Promise<void> {
  await (delivery.streamed
    ? streamEvents(answer, delivery, response)
    : sendWhole(answer, delivery, response));
}

async function sendWhole(
  { whole, events }: WordedAnswer,
  { fault, thinksFor, pieceEvery }: Delivery,
  response: Response,
): Promise<void> {
  const body = JSON.stringify(whole);
  await sleep(thinksFor + pieceEvery * events.length);
  response.status(200).type('application/json');
  if (fault === undefined) {
    response.end(body);
    return;
  }
  response.setHeader('content-length', Buffer.byteLength(body));
  await new Promise(resolve => {
    response.write(body.slice(0, body.length / 2), resolve);
  });
  if (fault !== 'hangsInTheMiddle') response.destroy();
}

async function streamEvents(
  { opening, events }: WordedAnswer,
  { api, fault, thinksFor, pieceEvery }: Delivery,
  response: Response,
): Promise<void> {
  response.status(200);
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-cache');
  response.flushHeaders();
  for (const event of opening) await write(response, worded(event));
  await sleep(thinksFor);
  const sent = fault ? events.slice(0, events.length / 2) : events;
  for (const event of sent) {
    if (pieceEvery > 0) await sleep(pieceEvery);
    if (response.destroyed) return;
    await write(response, worded(event));
  }
  switch (fault) {
    case 'hangsInTheMiddle':
      return;
    case 'cutsInTheMiddle':
      // Only a reset after the pieces have been read is one in the middle.
      await sleep(50);
      response.socket?.resetAndDestroy();
      return;
    case 'garbleInTheMiddle':
      await write(response, 'data: {"id": "chatcmpl-\n\n');
      break;
    case 'errorInTheMiddle':
      await write(response, worded(errorEvent(api)));
      break;
    case 'failureInTheMiddle':
      await write(
        response,
        worded(api === 'responses' ? failedResponse() : errorEvent(api)),
      );
      break;
    default:
  }
  response.end();
}

async function write(response: Response, text: string): Promise<void> {
  await new Promise(resolve => {
    response.write(text, resolve);
  });
}

function worded({ name, data }: StreamEvent): string {
  const value = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name ? `event: ${name}\n` : ''}data: ${value}\n\n`;
}

function errorEvent(api: Api): StreamEvent {
  const { error } = apiError(500).body;
  return api === 'chat-completions'
    ? { data: { error } }
    : {
        name: 'error',
        data: {
          type: 'error',
          code: error.type,
          message: error.message,
          param: null,
        },
      };
}

function failedResponse(): StreamEvent {
  const { message } = apiError(500).body.error;
  const type = 'response.failed';
  const failed = {
    id: 'resp_failed',
    object: 'response',
    status: 'failed',
    error: { code: 'server_error', message },
    output: [],
    usage: null,
  };
  return { name: type, data: { type, response: failed } };
}
