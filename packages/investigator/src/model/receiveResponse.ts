import type * as Responses from 'openai/resources/responses/responses';
import { failedMeanwhile, malformed } from './describeFailure';
import { Reception } from './Reception';

/**
 * Takes in one event of a stream.
 *
 * @throws ModelError when it tells of a failure
 */
export function receiveEvent(
  event: Responses.ResponseStreamEvent,
  reception: Reception,
  name: string,
): void {
  if (isThinking(event)) reception.thinking();
  else reception.piece();
  switch (event.type) {
    case 'response.output_text.delta':
      reception.addText(event.delta);
      break;
    case 'response.refusal.delta':
      reception.addRefusal(event.delta);
      break;
    case 'response.output_item.done':
      receiveCall(event.item, event.output_index, reception);
      break;
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      receiveEnd(event.response, reception, name);
      break;
    default:
  }
}

/**
 * Takes in an answer that came as a whole.
 *
 * @throws ModelError when it is none, or tells of a failure
 */
export function receiveResponse(
  response: Responses.Response,
  reception: Reception,
  name: string,
): void {
  // A proxy or another kind of server may have answered with anything.
  if (!Array.isArray(response?.output)) throw malformed(name);
  reception.whole();
  for (const [index, item] of response.output.entries()) {
    receiveCall(item, index, reception);
    if (item.type !== 'message') continue;
    for (const part of item.content) {
      if (part.type === 'refusal') reception.addRefusal(part.refusal);
      else reception.addText(part.text);
    }
  }
  receiveEnd(response, reception, name);
}

/** Whether nothing more is to be expected than the model's thoughts, which need not be streamed. */
function isThinking(event: Responses.ResponseStreamEvent): boolean {
  switch (event.type) {
    case 'response.created':
    case 'response.queued':
    case 'response.in_progress':
      return true;
    case 'response.output_item.added':
    case 'response.output_item.done':
      return event.item.type === 'reasoning';
    default:
      return false;
  }
}

function receiveCall(
  item: Responses.ResponseOutputItem,
  index: number,
  reception: Reception,
): void {
  if (item.type !== 'function_call') return;
  reception.addCall({ ...item, index, id: item.call_id });
}

function receiveEnd(
  response: Responses.Response,
  reception: Reception,
  name: string,
): void {
  const { status, usage, error, incomplete_details: incomplete } = response;
  if (usage) {
    reception.counted = {
      input: usage.input_tokens,
      cachedInput: usage.input_tokens_details?.cached_tokens ?? 0,
      output: usage.output_tokens,
    };
  }
  reception.servedBy = response.model;
  if (status === 'failed' || status === 'cancelled') {
    throw failedMeanwhile(error?.code, name);
  }
  if (status === 'incomplete') {
    const filtered = incomplete?.reason === 'content_filter';
    reception.stop = filtered ? 'refusal' : 'length';
    return;
  }
  reception.stop = 'complete';
}
