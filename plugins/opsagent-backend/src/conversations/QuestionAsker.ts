import { ConflictError, NotFoundError } from '@backstage/errors';
import { AnswerStep } from '@opsagent/backstage-plugin-opsagent-common';
import {
  Budget,
  BudgetLimits,
  LearnedText,
  ModelChain,
  Privacy,
  Spending,
} from '@opsagent/investigator';
import { randomUUID } from 'node:crypto';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { SimilarIncidents } from '../investigations/context/SimilarIncidents';
import { similarToAnyTool } from '../investigations/context/similarIncidentsTool';
import { PortalModels } from '../models/PortalModels';
import { Caller, nameOf } from '../permissions/Authorizer';
import { ModelRunner } from '../runs/ModelRunner';
import { AnswerReaders, withEarlier } from './AnswerReaders';
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

export interface QuestionAskerOptions {
  store: DatabaseConversationStore;
  runner: ModelRunner<AnswerStep, CitedAnswer>;
  models: PortalModels;
  readers: AnswerReaders;
  spending: Spending;
  budget: BudgetLimits;
  views: ClusterViews;
  incidents: AuthorizedIncidents;
  similar: SimilarIncidents;
  /** @param known - what earlier answers of the conversation learned */
  createPrivacy(known: readonly LearnedText[]): Privacy;
  /** Milliseconds that one answer may take. */
  timeout: number;
}

/** A conversation of the caller, and what it is about. */
export interface OwnConversation {
  conversation: StoredConversation;
  subject: ConversationSubject;
}

/** Lets models answer the questions of conversations. */
export class QuestionAsker {
  readonly #options: QuestionAskerOptions;

  constructor(options: QuestionAskerOptions) {
    this.#options = options;
  }

  /** @throws ConflictError when no model is configured */
  requireModels(): ModelChain {
    const chain = this.#options.models.chainOf('chat');
    if (chain) return chain;
    throw new ConflictError(
      'No language model is there to answer; add one under opsagent.models',
    );
  }

  /**
   * Asks a question, and answers while the model works on it.
   *
   * @throws ConflictError when no model is configured, while another question is being answered, and after the last one
   * @throws ServiceUnavailableError while too many are answered already
   */
  async ask(
    { conversation, subject }: OwnConversation,
    text: string,
    caller: Caller,
  ): Promise<StoredMessage> {
    const { budget, createPrivacy, incidents, readers, runner } = this.#options;
    const { similar, spending, store, timeout, views } = this.#options;
    const watch = new Budget(budget, spending, nameOf(caller));
    const models = this.requireModels().wrapped(each => watch.watch(each));
    const [earlier, lastNumber, opened] = await Promise.all([
      store.messages(conversation.id),
      store.lastNumber(conversation.id),
      subject.open(),
    ]);
    requireEnded(earlier);
    const { entityRefs, place, tools, ...about } = opened;
    const [covered, reader] = await Promise.all([
      readers.covered(earlier, caller),
      readers.read(entityRefs, caller),
    ]);
    const known = earlier.flatMap(each => each.cited?.learned ?? []);
    const privacy = createPrivacy(known);
    const question = privacy.hideCredentials(text);
    const id = randomUUID();
    const { credentials } = caller;
    const mayReuse = reader.readsClusters;
    const onTold = (refs: readonly string[]) => store.addEntities(id, refs);
    const work = answerWork(
      {
        ...about,
        question,
        credentials,
        models,
        privacy,
        known,
        ...(place
          ? {
              cluster: views.access(conversation.id, {
                ...place,
                credentials,
                mayReuse,
              }),
            }
          : {}),
        tools: [
          listIncidentsTool(incidents, caller, onTold),
          // Around an incident they are read before it is asked about.
          ...(about.subject.type === 'incident'
            ? []
            : [similarToAnyTool({ incidents, similar }, caller, onTold)]),
          ...tools,
        ],
        incidents: incidentListsFor(incidents, caller),
        earlier: earlier.map(each =>
          covered.has(each) && each.cited
            ? { question: each.text, ...each.cited }
            : { question: each.text, evidence: [] },
        ),
        lastNumber,
      },
      { timeout },
    );
    const asked = {
      id,
      conversationId: conversation.id,
      earlier: earlier.length,
      text: question,
      model: models.models[0].name,
      reader: withEarlier(
        reader,
        [...covered].map(each => each.reader),
      ),
    };
    await runner.start(times => store.begin({ ...asked, ...times }), work);
    const message = await store.get(id);
    if (!message) throw new NotFoundError(`No conversation ${conversation.id}`);
    return message;
  }
}

/** What is still being answered could not be told again. */
function requireEnded(messages: readonly StoredMessage[]) {
  const running = messages.find(({ state }) => state === 'running');
  if (running)
    throw new ConflictError(
      `Question ${running.number} is still being answered; wait for it or cancel it`,
    );
}
