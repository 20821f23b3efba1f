import type * as Chat from 'openai/resources/chat/completions';
import { chatRequestOf } from './chatRequestOf';
import { isWhole, Protocol } from './Protocol';
import { receiveChunk, receiveCompletion } from './receiveCompletion';

/** `/chat/completions`, which every server knows. */
export const chatCompletions: Protocol = {
  async stream(exchanged) {
    const { client, onLack, options, reception, signal } = exchanged;
    const { data, response } = await client.chat.completions
      .create(
        {
          ...chatRequestOf(exchanged.request, options),
          stream: true as const,
          ...(options.countsStreams === false
            ? {}
            : { stream_options: { include_usage: true } }),
        },
        { signal },
      )
      .withResponse();
    if (isWhole(response)) {
      onLack({ streams: false });
      const completion = (await response.json()) as Chat.ChatCompletion;
      receiveCompletion(completion, reception, options.name);
      return;
    }
    for await (const chunk of data) receiveChunk(chunk, reception);
  },

  async whole({ client, options, request, reception, signal }) {
    const body = chatRequestOf(request, options);
    const completion = await client.chat.completions.create(body, { signal });
    receiveCompletion(completion, reception, options.name);
  },
};
