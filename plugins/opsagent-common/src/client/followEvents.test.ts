import { ResponseError } from '@backstage/errors';
import {
  InvestigationEvent,
  RecordedStep,
  investigationEventSchema as schema,
} from '../schema/investigation';
import { followEvents } from './followEvents';

function step(number: number): InvestigationEvent {
  const recorded: RecordedStep = {
    number,
    at: '2026-03-01T12:00:00Z',
    step: { type: 'rejected', problems: [] },
    entered: [],
  };
  return { type: 'step', step: recorded };
}

const END: InvestigationEvent = {
  type: 'end',
  investigation: {
    id: 'a',
    incident: 'b',
    state: 'interrupted',
    startedAt: '2026-03-01T12:00:00Z',
  },
};

/** A stream that comes in small pieces, as networks bring it. */
function streamOf(...events: InvestigationEvent[]): Response {
  const text = events
    .map(each => `:\n\nevent: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`)
    .join('');
  const bytes = new TextEncoder().encode(text);
  return new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let start = 0; start < bytes.length; start += 7)
          controller.enqueue(bytes.slice(start, start + 7));
        controller.close();
      },
    }),
  );
}

async function all(events: AsyncIterable<InvestigationEvent>) {
  const heard: InvestigationEvent[] = [];
  for await (const event of events) heard.push(event);
  return heard;
}

describe('followEvents', () => {
  it('takes up a stream that broke off after the last step that it heard', async () => {
    const asked: number[] = [];
    const answers = [
      async () => streamOf(step(1), step(2), { type: 'text', text: 'ä…' }),
      async () => {
        throw new TypeError('fetch failed');
      },
      async () => streamOf(step(3), END),
    ];
    const open = async (after: number) => {
      asked.push(after);
      return answers[asked.length - 1]();
    };
    expect(
      await all(followEvents(open, { schema, after: 0, pause: 1 })),
    ).toEqual([step(1), step(2), { type: 'text', text: 'ä…' }, step(3), END]);
    expect(asked).toEqual([0, 2, 2]);
  });

  it('gives up when the server says no, when nobody answers, and when it is told to', async () => {
    let asked = 0;
    const refusing = async () => {
      asked += 1;
      throw await ResponseError.fromResponse(
        new Response('{}', { status: 403 }),
      );
    };
    await expect(
      all(followEvents(refusing, { schema, after: 0, pause: 1 })),
    ).rejects.toMatchObject({ statusCode: 403 });
    expect(asked).toBe(1);
    const silent = async () => {
      asked += 1;
      return streamOf();
    };
    await expect(
      all(followEvents(silent, { schema, after: 0, pause: 1 })),
    ).rejects.toThrow('broke off');
    expect(asked).toBe(7);
    const controller = new AbortController();
    const { signal } = controller;
    const leaving = all(
      followEvents(silent, { schema, after: 0, pause: 60_000, signal }),
    );
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
  });
});
