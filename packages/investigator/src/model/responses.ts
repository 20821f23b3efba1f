import type * as Responses from 'openai/resources/responses/responses';
import { isWhole, Protocol } from './Protocol';
import { receiveEvent, receiveResponse } from './receiveResponse';
import { responsesRequestOf } from './responsesRequestOf';

/** `/responses`, which newer servers know. The server is told to keep nothing. */
export const responses: Protocol = {
  async stream({ client, options, request, reception, signal, onLack }) {
    const body = responsesRequestOf(request, options);
    const { data, response } = await client.responses
      .create({ ...body, stream: true as const }, { signal })
      .withResponse();
    if (isWhole(response)) {
      onLack({ streams: false });
      const answer = (await response.json()) as Responses.Response;
      receiveResponse(answer, reception, options.name);
      return;
    }
    for await (const event of data) {
      receiveEvent(event, reception, options.name);
    }
  },

  async whole({ client, options, request, reception, signal }) {
    const body = responsesRequestOf(request, options);
    const answer = await client.responses.create(body, { signal });
    receiveResponse(answer, reception, options.name);
  },
};
