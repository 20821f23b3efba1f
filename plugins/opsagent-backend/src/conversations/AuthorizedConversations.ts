import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
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
import {
  Budget,
  BudgetLimits,
  Privacy,
  Spending,
} from '@opsagent/investigator';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { PortalModels } from '../models/PortalModels';
import { Caller, nameOf, notAllowed } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { ModelRunner } from '../runs/ModelRunner';
import { RunFeed } from '../runs/RunFeed';
import { followSteps } from '../runs/followSteps';
import { transcriptOf } from '../runs/transcriptOf';
import { ClusterViews } from './ClusterViews';
import { ConversationSubject } from './ConversationSubject';
import { DatabaseConversationStore } from './DatabaseConversationStore';
import { answerWork } from './answerWork';
import {
  CitedAnswer,
  StoredConversation,
  StoredMessage,
} from './conversationRows';
import { incidentListsFor, listIncidentsTool } from './incidentListings';

export interface AuthorizedConversationsOptions {
  store: DatabaseConversationStore;
  runner: ModelRunner<AnswerStep, CitedAnswer>;
  feed: RunFeed;
  models: PortalModels;
  spending: Spending;
  budget: BudgetLimits;
  views: ClusterViews;
  incidents: AuthorizedIncidents;
  visibility: CallerVisibility;
  createPrivacy(): Privacy;
  /** What a conversation is about, as the caller may see it. */
  readSubject(
    about: ConversationAbout,
    caller: Caller,
  ): Promise<ConversationSubject>;
  /** Milliseconds that one answer may take. */
  timeout: number;
}

/** A conversation of the caller, and what it is about. */
interface OwnConversation {
  conversation: StoredConversation;
  subject: ConversationSubject;
}

/**
 * Conversations as one user may have them: nobody but their owner sees them, and the owner only for as long as they may see what it is about.
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
   * @throws ConflictError when there is a question and no model is configured
   * @throws ServiceUnavailableError while too many are answered already
   */
  async start(
    { about, question }: StartConversation,
    caller: Caller,
  ): Promise<ConversationRecord> {
    const { store } = this.#options;
    const subject = await this.#options.readSubject(about, caller);
    this.#requireAsking(subject);
    if (question !== undefined) this.#chain();
    const conversation = await store.create(
      nameOf(caller),
      subject.about,
      new Date(),
    );
    if (question !== undefined)
      await this.#ask({ conversation, subject }, question, caller);
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
      items: items.map(each => told(each, subject)),
      ...rest,
      ...(model ? { model: model.name } : {}),
      mayAsk: subject.mayAsk,
    };
  }

  /** @throws NotFoundError alike for one that is not there, of somebody else, or about what the caller may not see */
  async get(id: string, caller: Caller): Promise<ConversationRecord> {
    const { models, store } = this.#options;
    const { conversation, subject } = await this.#own(id, caller);
    const messages = await store.messages(id);
    return {
      ...told(conversation, subject),
      messages: messages.map(each => this.#told(each)),
      mayAsk:
        subject.mayAsk &&
        conversation.questions < MOST_QUESTIONS &&
        models.chainOf('chat') !== undefined,
    };
  }

  /**
   * Deletes it with all that was asked and answered, and stops what is being answered.
   *
   * @throws NotFoundError alike for one that is not there, of somebody else, or about what the caller may not see
   */
  async delete(id: string, caller: Caller): Promise<Conversation> {
    const { runner, store } = this.#options;
    const { conversation, subject } = await this.#own(id, caller);
    const messages = await store.messages(id);
    const running = messages.find(({ state }) => state === 'running');
    if (running) await runner.cancel(running.id);
    await store.deleteConversation(id);
    return told(conversation, subject);
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
    return this.#told(await this.#ask(own, text, caller));
  }

  /** @throws NotFoundError alike for a question that is not there and one that is not the caller's */
  async message(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<ConversationMessageRecord> {
    const message = await this.#ownMessage(id, number, caller);
    return {
      ...this.#told(message),
      steps: await this.#options.store.stepsAfter(message.id, 0),
    };
  }

  /**
   * What happens from a step on, as it happens, until it has ended.
   *
   * @throws NotFoundError alike for a question that is not there and one that is not the caller's
   */
  async follow(
    id: string,
    number: number,
    options: { after: number; signal: AbortSignal },
    caller: Caller,
  ): Promise<AsyncIterable<ConversationEvent>> {
    const { feed, store } = this.#options;
    const { id: run } = await this.#ownMessage(id, number, caller);
    const shown = (message: StoredMessage) => this.#told(message);
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
   */
  async transcript(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<Transcript> {
    const message = await this.#ownMessage(id, number, caller);
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
    const message = await this.#ownMessage(id, number, caller);
    if (message.state !== 'running')
      throw new ConflictError(`Question ${number} has ended`);
    await runner.cancel(message.id);
    return this.#told((await store.get(message.id)) ?? message);
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
    const message = await this.#ownMessage(id, number, caller);
    if (!message.cited)
      throw new ConflictError(`Question ${number} has no answer`);
    await store.giveFeedback(message.id, feedback);
    return this.#told((await store.get(message.id)) ?? message);
  }

  /** @throws NotFoundError alike for what is not there and what the caller may not see */
  async suggestions(
    about: Parameters<typeof aboutOf>[0],
    caller: Caller,
  ): Promise<SuggestionList> {
    const subject = await this.#options.readSubject(aboutOf(about), caller);
    const items = [...subject.suggestions];
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async #ask(
    { conversation, subject }: OwnConversation,
    text: string,
    caller: Caller,
  ): Promise<StoredMessage> {
    const { budget, createPrivacy, incidents, runner, spending } =
      this.#options;
    const { store, timeout, views } = this.#options;
    const watch = new Budget(budget, spending, nameOf(caller));
    const models = this.#chain().wrapped(each => watch.watch(each));
    const privacy = createPrivacy();
    const question = privacy.hideCredentials(text);
    const [earlier, lastNumber, { place, tools, ...opened }] =
      await Promise.all([
        store.messages(conversation.id),
        store.lastNumber(conversation.id),
        subject.open(),
      ]);
    const { credentials } = caller;
    const work = answerWork(
      {
        ...opened,
        question,
        credentials,
        models,
        privacy,
        ...(place
          ? {
              cluster: views.access(conversation.id, { ...place, credentials }),
            }
          : {}),
        tools: [listIncidentsTool(incidents, caller), ...tools],
        incidents: incidentListsFor(incidents, caller),
        earlier: earlier.map(each => ({
          question: each.text,
          ...(each.cited ? { answer: each.cited.answer } : {}),
          evidence: each.cited?.evidence ?? [],
        })),
        lastNumber,
      },
      { timeout },
    );
    const asked = {
      conversationId: conversation.id,
      text: question,
      model: models.models[0].name,
    };
    const id = await runner.start(
      times => store.begin({ ...asked, ...times }),
      work,
    );
    const message = id === undefined ? undefined : await store.get(id);
    if (!message) throw new NotFoundError(`No conversation ${conversation.id}`);
    return message;
  }

  #chain() {
    const chain = this.#options.models.chainOf('chat');
    if (chain) return chain;
    throw new ConflictError(
      'No language model is there to answer; add one under opsagent.models',
    );
  }

  #requireAsking({ mayAsk }: ConversationSubject) {
    if (!mayAsk) throw notAllowed(opsagentConversationCreatePermission);
  }

  async #own(id: string, caller: Caller): Promise<OwnConversation> {
    const { readSubject, store, visibility } = this.#options;
    const missing = new NotFoundError(`No conversation ${id}`);
    const conversation = await store.conversation(id);
    if (!conversation || conversation.owner !== nameOf(caller)) {
      await visibility.of(caller, async () => []);
      throw missing;
    }
    try {
      const subject = await readSubject(conversation.about, caller);
      return { conversation, subject };
    } catch (error) {
      // What an entity has moved away from, or what is hidden by now.
      if (error instanceof NotFoundError || error instanceof InputError)
        throw missing;
      throw error;
    }
  }

  async #ownMessage(
    id: string,
    number: number,
    caller: Caller,
  ): Promise<StoredMessage> {
    await this.#own(id, caller);
    const message = await this.#options.store.message(id, number);
    if (message) return message;
    throw new NotFoundError(`No question ${number} in conversation ${id}`);
  }

  #told(message: StoredMessage): ConversationMessage {
    const { cited, feedback, number, text, startedAt, ...run } = message;
    const { endedAt, failure, model, state, usage } = run;
    const { currency } = this.#options.models;
    return {
      number,
      text,
      state,
      askedAt: startedAt,
      ...(endedAt ? { endedAt } : {}),
      model,
      usage,
      ...(currency ? { currency } : {}),
      ...(failure ? { failure } : {}),
      ...(cited ? { answer: cited.answer } : {}),
      evidence: cited?.evidence ?? [],
      ...(feedback ? { feedback } : {}),
    };
  }
}

function told(
  { createdAt, id, questions, title, updatedAt }: StoredConversation,
  { about }: ConversationSubject,
): Conversation {
  return {
    id,
    about,
    ...(title === undefined ? {} : { title }),
    questions,
    createdAt,
    updatedAt,
  };
}

/** @throws InputError unless exactly one thing is named */
function aboutOf({
  cluster,
  entityRef,
  incident,
}: {
  incident?: string;
  entityRef?: string;
  cluster?: string;
}): ConversationAbout {
  if (
    incident !== undefined &&
    entityRef === undefined &&
    cluster === undefined
  )
    return { type: 'incident', id: incident };
  if (incident === undefined && entityRef !== undefined)
    return { type: 'entity', entityRef, ...(cluster ? { cluster } : {}) };
  if (incident === undefined && cluster !== undefined)
    return { type: 'cluster', cluster };
  throw new InputError(
    'say what it is about: incident, or entityRef with or without cluster, or cluster alone',
  );
}
