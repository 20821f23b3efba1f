import {
  conversationEventSchema,
  conversationListSchema,
  conversationMessageRecordSchema,
  conversationMessageSchema,
  conversationRecordSchema,
  conversationSchema,
  suggestionListSchema,
} from '../schema/conversation';
import { transcriptSchema } from '../schema/investigation';
import { followEvents } from './followEvents';
import { OpsAgentApi } from './OpsAgentApi';
import { RestClient, encoded } from './RestClient';

/** The part of the REST API that has to do with questions and their answers. */
export class ConversationClient {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  readonly startConversation: OpsAgentApi['startConversation'] = (
    start,
    options,
  ) =>
    this.#rest.post('/conversations', conversationRecordSchema, {
      ...options,
      body: start,
    });

  readonly listConversations: OpsAgentApi['listConversations'] = (
    query,
    options,
  ) =>
    this.#rest.get('/conversations', conversationListSchema, {
      ...options,
      query,
    });

  readonly getConversation: OpsAgentApi['getConversation'] = (id, options) =>
    this.#rest.get(
      encoded`/conversations/${id}`,
      conversationRecordSchema,
      options,
    );

  readonly deleteConversation: OpsAgentApi['deleteConversation'] = (
    id,
    options,
  ) =>
    this.#rest.delete(
      encoded`/conversations/${id}`,
      conversationSchema,
      options,
    );

  readonly askQuestion: OpsAgentApi['askQuestion'] = (id, text, options) =>
    this.#rest.post(
      encoded`/conversations/${id}/messages`,
      conversationMessageSchema,
      { ...options, body: { text } },
    );

  readonly getConversationMessage: OpsAgentApi['getConversationMessage'] = (
    id,
    number,
    options,
  ) =>
    this.#rest.get(
      messagePath(id, number),
      conversationMessageRecordSchema,
      options,
    );

  readonly followConversation: OpsAgentApi['followConversation'] = (
    id,
    number,
    { after = 0, ...options } = {},
  ) =>
    followEvents(
      from =>
        this.#rest.send('GET', `${messagePath(id, number)}/events`, {
          ...options,
          query: { after: from },
        }),
      {
        schema: conversationEventSchema,
        after,
        signal: options.signal,
      },
    );

  readonly getConversationTranscript: OpsAgentApi['getConversationTranscript'] =
    (id, number, options) =>
      this.#rest.get(
        `${messagePath(id, number)}/transcript`,
        transcriptSchema,
        options,
      );

  readonly cancelQuestion: OpsAgentApi['cancelQuestion'] = (
    id,
    number,
    options,
  ) =>
    this.#rest.post(
      `${messagePath(id, number)}/cancel`,
      conversationMessageSchema,
      options,
    );

  readonly giveAnswerFeedback: OpsAgentApi['giveAnswerFeedback'] = (
    id,
    number,
    feedback,
    options,
  ) =>
    this.#rest.put(
      `${messagePath(id, number)}/feedback`,
      conversationMessageSchema,
      { ...options, body: feedback },
    );

  readonly listSuggestions: OpsAgentApi['listSuggestions'] = (about, options) =>
    this.#rest.get('/suggestions', suggestionListSchema, {
      ...options,
      query: about,
    });
}

function messagePath(id: string, number: number): string {
  return encoded`/conversations/${id}/messages/${`${number}`}`;
}
