import { Answering, StreamEvent, WordedAnswer } from './Answering';
import { argumentsText, piecesOf, usageOf } from './pieces';
import { JsonObject } from './ReceivedRequest';
import { TurnCall } from './Turn';

const created = 1_790_000_000;

/** The answer of `/responses`. */
export function wordResponse(answering: Answering): WordedAnswer {
  const { number, model, written } = answering;
  const items = [
    ...(written.text === undefined && written.refusal === undefined
      ? []
      : [messageItem(answering)]),
    ...(written.calls ?? []).map((call, index) =>
      callItem(call, number, index),
    ),
  ];
  const response = (status: string, more: JsonObject = {}) => ({
    id: `resp_${number}`,
    object: 'response',
    created_at: created,
    status,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    model,
    output: [],
    parallel_tool_calls: true,
    store: false,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: null,
    ...more,
  });
  const whole = response(written.stop ? 'incomplete' : 'completed', {
    output: items.map(item => item.done),
    usage: usageBody(answering) ?? null,
    ...(written.stop
      ? {
          incomplete_details: {
            reason:
              written.stop === 'length'
                ? 'max_output_tokens'
                : 'content_filter',
          },
        }
      : {}),
  });
  const events = numbered([
    { type: 'response.created', response: response('in_progress') },
    { type: 'response.in_progress', response: response('in_progress') },
    ...items.flatMap((item, index) => eventsOf(item, index)),
    {
      type: written.stop ? 'response.incomplete' : 'response.completed',
      response: whole,
    },
  ]);
  return { whole, opening: events.slice(0, 2), events: events.slice(2) };
}

/** An item of the output: as it begins, what happens to it, and as it ends. */
interface Item {
  begun: JsonObject;
  between: readonly JsonObject[];
  done: JsonObject;
}

function messageItem({ number, written }: Answering): Item {
  const item = { id: `msg_${number}`, type: 'message', role: 'assistant' };
  const refused = written.refusal !== undefined;
  const content = written.refusal ?? written.text ?? '';
  const part = (value: string) =>
    refused
      ? { type: 'refusal', refusal: value }
      : { type: 'output_text', text: value, annotations: [], logprobs: [] };
  const of = refused ? 'response.refusal' : 'response.output_text';
  const at = { item_id: item.id, content_index: 0 };
  return {
    begun: { ...item, status: 'in_progress', content: [] },
    between: [
      { type: 'response.content_part.added', ...at, part: part('') },
      ...piecesOf(content).map(piece => ({
        type: `${of}.delta`,
        ...at,
        delta: piece,
        ...(refused ? {} : { logprobs: [] }),
      })),
      { type: `${of}.done`, ...at, [refused ? 'refusal' : 'text']: content },
      { type: 'response.content_part.done', ...at, part: part(content) },
    ],
    done: {
      ...item,
      status: written.stop ? 'incomplete' : 'completed',
      content: [part(content)],
    },
  };
}

function callItem(call: TurnCall, number: number, index: number): Item {
  const written = argumentsText(call.arguments);
  const item = {
    id: `fc_${number}_${index}`,
    type: 'function_call',
    call_id: `call_${number}_${index}`,
    name: call.name,
  };
  return {
    begun: { ...item, status: 'in_progress', arguments: '' },
    between: [
      ...piecesOf(written).map(delta => ({
        type: 'response.function_call_arguments.delta',
        item_id: item.id,
        delta,
      })),
      {
        type: 'response.function_call_arguments.done',
        item_id: item.id,
        arguments: written,
      },
    ],
    done: { ...item, status: 'completed', arguments: written },
  };
}

function eventsOf(item: Item, index: number): JsonObject[] {
  return [
    {
      type: 'response.output_item.added',
      output_index: index,
      item: item.begun,
    },
    ...item.between.map(event => ({ ...event, output_index: index })),
    { type: 'response.output_item.done', output_index: index, item: item.done },
  ];
}

function numbered(events: readonly JsonObject[]): StreamEvent[] {
  return events.map((event, index) => ({
    name: String(event.type),
    data: { ...event, sequence_number: index },
  }));
}

function usageBody({
  written,
  inputTokens,
}: Answering): JsonObject | undefined {
  const usage = usageOf(written, inputTokens);
  return (
    usage && {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.input + usage.output,
    }
  );
}
