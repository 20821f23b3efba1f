import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AnswerFeedback,
  AnswerStep,
  Conversation,
  ConversationAbout,
  ConversationEvent,
  ConversationList,
  ConversationMessage,
  ConversationMessageRecord,
  ConversationQuery,
  ConversationRecord,
  MOST_QUESTIONS,
  StartConversation,
  SuggestionList,
  Transcript,
  opsagentConversationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { PortalModels } from '../models/PortalModels';
import { Caller, nameOf, notAllowed } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { ModelRunner } from '../runs/ModelRunner';
import { RunFeed } from '../runs/RunFeed';
import { followSteps } from '../runs/followSteps';
import { transcriptOf } from '../runs/transcriptOf';
import { AnswerReaders } from './AnswerReaders';
import { ConversationSubject } from './ConversationSubject';
import { DatabaseConversationStore } from './DatabaseConversationStore';
import { OwnConversation, QuestionAsker } from './QuestionAsker';
import { AskedAbout, aboutOf } from './aboutOf';
import {
  CitedAnswer,
  StoredConversation,
  StoredMessage,
} from './conversationRows';
import { tellConversation, tellMessage } from './tellConversation';

export interface AuthorizedConversationsOptions {
  store: DatabaseConversationStore;
  runner: ModelRunner<AnswerStep, CitedAnswer>;
  feed: RunFeed;
  models: PortalModels;
  asker: QuestionAsker;
  readers: AnswerReaders;
  visibility: CallerVisibility;
  /** What a conversation is about, as the caller may see it. */
  readSubject(
    about: ConversationAbout,
    caller: Caller,
  ): Promise<ConversationSubject>;
}

/** A question of the caller. */
interface OwnMessage {
  message: StoredMessage;
  /** Whether the caller may still see everything from which it was answered. */
  isCovered: boolean;
}

/**
 * Conversations as one user may have them: nobody but their owner sees them, and the owner only for as long as they may see what it is about. Of what was answered,
 * what it cites, how, and what was sent for it, they see no more once they may no longer see everything that could be told when they asked.
 *
 * Callers have to be users.
 */
export class AuthorizedConversations {
  readonly #options: AuthorizedConversationsOptions;

  constructor(options: AuthorizedConversationsOptions) {
    this.#options = options;
  }

  /**
   * Begins one, and asks its first question if there is one.
   *
   * @throws NotFoundError alike for what is not there and what the caller may not see
   * @throws NotAllowedError without permission to ask about it
   * @throws ConflictError when there is a question and no model is configured, and when the caller has as many as one may have
   * @throws ServiceUnavailableError while too many are answered already
   */
  async start(
    { about, question }: StartConversation,
    caller: Caller,
  ): Promise<ConversationRecord> {
    const { asker, readSubject, store } = this.#options;
    const subject = await readSubject(about, caller);
    this.#requireAsking(subject);
    if (question !== undefined) asker.requireModels();
    const conversation = await store.create(
      nameOf(caller),
      subject.about,
      new Date(),
    );
    if (question !== undefined)
      try {
        await asker.ask({ conversation, subject }, question, caller);
      } catch (error) {
        await store.deleteConversation(conversation.id);
        throw error;
      }
    return this.get(conversation.id, caller);
  }

  /** @throws NotFoundError alike for what is not there and what the caller may not see */
  async list(
    { cursor, limit, ...about }: ConversationQuery,
    caller: Caller,
  ): Promise<ConversationList> {
    const { models, readSubject, store } = this.#options;
    const subject = await readSubject(aboutOf(about), caller);
    const page = { limit, cursor };
    const { items, ...rest } = await store.of(
      nameOf(caller),
      subject.about,
      page,
    );
    const model = models.chainOf('chat')?.models[0];
    return {
      items: items.map(each => tellConversation(each, subject.about)),
      ...rest,
      ...(model ? { model: model.name } : {}),
      mayAsk: subject.mayAsk,
    };
  }

  /** @throws NotFoundError alike for one that is not there, of somebody else, or about what the caller may not see */
  async get(id: string, caller: Caller): Promise<ConversationRecord> {
    const { models, readers, store } = this.#options;
    const { conversation, subject } = await this.#own(id, caller);
    const messages = await store.messages(id);
    const covered = await readers.covered(messages, caller);
    return {
      ...tellConversation(conversation, subject.about),
      messages: messages.map(message =>
        this.#told({ message, isCovered: covered.has(message) }),
      ),
      mayAsk:
        subject.mayAsk &&
        conversation.questions < MOST_QUESTIONS &&
        models.chainOf('chat') !== undefined,
    };
  }

  /**
   * Deletes it with all that was asked and answered, and stops what is being answered. Its owner may, whatever they may see by now.
   *
   * @throws NotFoundError alike for one that is not there and one of somebody else
   */
  async delete(id: string, caller: Caller): Promise<Conversation> {
    const { runner, store } = this.#options;
    const conversation = await this.#owned(id, caller);
    const messages = await store.messages(id);
    const running = messages.find(({ state }) => state === 'running');
    if (running) await runner.cancel(running.id);
    await store.deleteConversation(id);
    return tellConversation(conversation, conversation.about);
  }

  /**
   * Asks a question, and answers while the model works on it.
   *
   * @throws NotFoundError alike for one that is not there, of somebody else, or about what the caller may not see
   * @throws NotAllowedError without permission to ask about it
   * @throws ConflictError when no model is configured, while another question is being answered, and after the last one
   * @throws ServiceUnavailableError while too many are answered already
   */
  async ask(
    id: string,
    text: string,
    caller: Caller,
  ): Promise<ConversationMessage> {
    const own = await this.#own(id, caller);
    this.#requireAsking(own.subject);
    const message = await this.#options.asker.ask(own, text, caller);
    return this.#told({ message, isCovered: true });
  }

  /** @throws NotFoundError alike for a question that is not there and one that is not the caller's */
  async message(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<ConversationMessageRecord> {
    const own = await this.#ownMessage(id, number, caller);
    return {
      ...this.#told(own),
      steps: own.isCovered
        ? await this.#options.store.stepsAfter(own.message.id, 0)
        : [],
    };
  }

  /**
   * What happens from a step on, as it happens, until it has ended.
   *
   * @throws NotFoundError alike for a question that is not there and one that is not the caller's
   * @throws NotAllowedError once the caller may see less than when they asked
   */
  async follow(
    id: string,
    number: number,
    options: { after: number; signal: AbortSignal },
    caller: Caller,
  ): Promise<AsyncIterable<ConversationEvent>> {
    const { feed, store } = this.#options;
    const { id: run } = await this.#coveredMessage(id, number, caller);
    const shown = (message: StoredMessage) =>
      this.#told({ message, isCovered: true });
    return (async function* events() {
      for await (const event of followSteps(run, { ...options, feed, store }))
        yield event.type === 'end'
          ? { type: event.type, message: shown(event.run) }
          : event;
    })();
  }

  /**
   * What was sent to the model, word for word.
   *
   * @throws NotFoundError alike for a question that is not there and one that is not the caller's
   * @throws NotAllowedError once the caller may see less than when they asked
   */
  async transcript(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<Transcript> {
    const message = await this.#coveredMessage(id, number, caller);
    return transcriptOf(message.id, this.#options.store);
  }

  /**
   * @throws NotFoundError alike for a question that is not there and one that is not the caller's
   * @throws ConflictError for one that has ended
   */
  async cancel(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<ConversationMessage> {
    const { runner, store } = this.#options;
    const { message, isCovered } = await this.#ownMessage(id, number, caller);
    if (message.state !== 'running')
      throw new ConflictError(`Question ${number} has ended`);
    await runner.cancel(message.id);
    const now = (await store.get(message.id)) ?? message;
    return this.#told({ message: now, isCovered });
  }

  /**
   * @throws NotFoundError alike for a question that is not there and one that is not the caller's
   * @throws ConflictError for one without an answer
   */
  async giveFeedback(
    id: string,
    number: number,
    feedback: AnswerFeedback,
    caller: Caller,
  ): Promise<ConversationMessage> {
    const { store } = this.#options;
    const { message, isCovered } = await this.#ownMessage(id, number, caller);
    if (!message.cited)
      throw new ConflictError(`Question ${number} has no answer`);
    await store.giveFeedback(message.id, feedback);
    const now = (await store.get(message.id)) ?? message;
    return this.#told({ message: now, isCovered });
  }

  /** @throws NotFoundError alike for what is not there and what the caller may not see */
  async suggestions(
    about: AskedAbout,
    caller: Caller,
  ): Promise<SuggestionList> {
    const subject = await this.#options.readSubject(aboutOf(about), caller);
    const items = [...subject.suggestions];
    return { items, totalItems: items.length, pageInfo: {} };
  }

  #requireAsking({ mayAsk }: ConversationSubject) {
    if (!mayAsk) throw notAllowed(opsagentConversationCreatePermission);
  }

  async #owned(id: string, caller: Caller): Promise<StoredConversation> {
    const { store, visibility } = this.#options;
    const conversation = await store.conversation(id);
    if (conversation?.owner === nameOf(caller)) return conversation;
    await visibility.of(caller, async () => []);
    throw new NotFoundError(`No conversation ${id}`);
  }

  async #own(id: string, caller: Caller): Promise<OwnConversation> {
    const conversation = await this.#owned(id, caller);
    try {
      const { about } = conversation;
      const subject = await this.#options.readSubject(about, caller);
      return { conversation, subject };
    } catch (error) {
      // What an entity has moved away from, or what is hidden by now.
      if (error instanceof NotFoundError || error instanceof InputError)
        throw new NotFoundError(`No conversation ${id}`);
      throw error;
    }
  }

  async #ownMessage(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<OwnMessage> {
    const { readers, store } = this.#options;
    await this.#own(id, caller);
    const message = await store.message(id, number);
    if (!message)
      throw new NotFoundError(`No question ${number} in conversation ${id}`);
    const covered = await readers.covered([message], caller);
    return { message, isCovered: covered.has(message) };
  }

  async #coveredMessage(id: string, number: number, caller: Caller) {
    const { message, isCovered } = await this.#ownMessage(id, number, caller);
    if (isCovered) return message;
    throw new NotAllowedError(
      'You may no longer see everything from which this question was answered',
    );
  }

  #told({ message, isCovered }: OwnMessage): ConversationMessage {
    const { currency } = this.#options.models;
    return tellMessage(message, { currency, isCovered });
  }
}
