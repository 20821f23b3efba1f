import { ConflictError } from '@backstage/errors';
import {
  AnswerFeedback,
  AnswerStep,
  ConversationAbout,
  LedgerEntry,
  MOST_QUESTIONS,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readPage } from '../database/readPage';
import { toIso } from '../database/sql';
import { DatabaseRunStore } from '../runs/DatabaseRunStore';
import { RunTimes } from '../runs/ModelRunner';
import { AnswerReader, withEntities } from './AnswerReaders';
import {
  CitedAnswer,
  ConversationRow,
  MessageRow,
  StoredConversation,
  StoredMessage,
  aboutColumns,
  conversationOf,
  messageOf,
} from './conversationRows';

export interface NewQuestion extends RunTimes {
  id: string;
  conversationId: string;
  /** How many were asked before it, as far as whoever asks knows. */
  earlier: number;
  reader: AnswerReader;
  text: string;
  model: string;
}

/** Conversations that one user may have. */
const MOST_CONVERSATIONS = 200;

/** Questions of one user that may be answered at a time, in all processes together. */
const MOST_RUNNING = 2;

/** Characters of the first question by which a conversation is known. */
const LONGEST_TITLE = 120;

/** Conversations and their questions in the plugin's database. Whoever reads from it has to make sure of what the reader may see. */
export class DatabaseConversationStore extends DatabaseRunStore<
  AnswerStep,
  CitedAnswer,
  StoredMessage
> {
  constructor({ database }: { database: Knex }) {
    const tables = {
      runs: 'conversation_messages',
      steps: 'conversation_steps',
      run: 'message_id',
    } as const;
    super({ database, tables });
  }

  /** @throws ConflictError when the user has as many as one may have */
  async create(
    owner: string,
    about: ConversationAbout,
    at: Date,
  ): Promise<StoredConversation> {
    const [{ count }] = await this.database('conversations')
      .where({ owner })
      .count({ count: '*' });
    if (Number(count) >= MOST_CONVERSATIONS)
      throw new ConflictError(
        `You have ${MOST_CONVERSATIONS} conversations, which is as many as one may have; delete one that you no longer need`,
      );
    const row: ConversationRow = {
      id: randomUUID(),
      owner,
      ...aboutColumns(about),
      title: null,
      questions: 0,
      created_at: at,
      updated_at: at,
    };
    await this.database('conversations').insert(row);
    return conversationOf(row);
  }

  async conversation(id: string): Promise<StoredConversation | undefined> {
    const row: ConversationRow | undefined = await this.database(
      'conversations',
    )
      .where({ id })
      .first();
    return row && conversationOf(row);
  }

  /** Those of one user about one thing, the last used first. */
  async of(
    owner: string,
    about: ConversationAbout,
    page: { limit: number; cursor?: string },
  ) {
    const { rows, ...rest } = await readPage<ConversationRow>(
      this.database,
      () => selectAbout(this.database, about).where({ owner }),
      {
        ...page,
        order: ['updated_at', 'id'],
        direction: 'desc',
        times: ['updated_at'],
        position: z.tuple([z.number(), z.string()]),
      },
    );
    return { items: rows.map(conversationOf), ...rest };
  }

  async deleteConversation(id: string): Promise<void> {
    await this.database('conversations').where({ id }).delete();
  }

  /**
   * Keeps a question that is about to be answered, and answers with the id of its run.
   *
   * @throws ConflictError while another one of the conversation is being answered, or as many of its owner as may be, when another one was asked meanwhile, and after the last that it may have
   */
  async begin(question: NewQuestion): Promise<string> {
    const { aliveUntil, conversationId, earlier, id, model } = question;
    const { reader, startedAt, text } = question;
    await this.database.transaction(async tx => {
      // Whoever else asks for the same owner waits until this one is there.
      const owned: ConversationRow[] = await tx('conversations')
        .where(
          'owner',
          tx('conversations').select('owner').where('id', conversationId),
        )
        .orderBy('id')
        .forUpdate();
      const conversation = owned.find(each => each.id === conversationId);
      if (!conversation) throw new ConflictError('The conversation is deleted');
      const running: MessageRow[] = await tx('conversation_messages')
        .where('state', 'running')
        .whereIn(
          'conversation_id',
          tx('conversations').select('id').where('owner', conversation.owner),
        );
      requireTurn(conversation, running, owned, startedAt);
      if (conversation.questions !== earlier)
        throw new ConflictError(
          `Question ${conversation.questions} was asked meanwhile; read its answer first`,
        );
      const number = conversation.questions + 1;
      if (number > MOST_QUESTIONS)
        throw new ConflictError(
          `A conversation has at most ${MOST_QUESTIONS} questions; begin another one`,
        );
      await tx('conversation_messages').insert({
        id,
        conversation_id: conversationId,
        number,
        text,
        reader: JSON.stringify(reader),
        state: 'running',
        model,
        started_at: startedAt,
        alive_until: aliveUntil,
      });
      await tx('conversations')
        .where('id', conversationId)
        .update({
          questions: number,
          updated_at: startedAt,
          title: conversation.title ?? titleOf(text),
        });
    });
    return id;
  }

  /** Notes of which other entities a model is told while it answers. */
  async addEntities(id: string, entityRefs: readonly string[]): Promise<void> {
    await this.database.transaction(async tx => {
      const message = () => tx('conversation_messages').where({ id });
      const row: MessageRow | undefined = await message().forUpdate().first();
      const reader = row && messageOf(row).reader;
      if (!reader) throw new Error(`No question ${id}`);
      const view = withEntities(reader.view, entityRefs);
      await message().update({ reader: JSON.stringify({ ...reader, view }) });
    });
  }

  async get(id: string): Promise<StoredMessage | undefined> {
    const row: MessageRow | undefined = await this.database(
      'conversation_messages',
    )
      .where({ id })
      .first();
    return row && messageOf(row);
  }

  /** One question of a conversation. */
  async message(
    conversationId: string,
    number: number,
  ): Promise<StoredMessage | undefined> {
    const row: MessageRow | undefined = await this.database(
      'conversation_messages',
    )
      .where({ conversation_id: conversationId, number })
      .first();
    return row && messageOf(row);
  }

  /** All questions of a conversation, in their order. */
  async messages(conversationId: string): Promise<StoredMessage[]> {
    const rows: MessageRow[] = await this.database('conversation_messages')
      .where('conversation_id', conversationId)
      .orderBy('number');
    return rows.map(messageOf);
  }

  /** The number in the last id that the ledger of a conversation has given; 0 before the first. */
  async lastNumber(conversationId: string): Promise<number> {
    const row: { entered: string } | undefined = await this.database(
      'conversation_steps',
    )
      .join(
        'conversation_messages',
        'conversation_messages.id',
        'conversation_steps.message_id',
      )
      .where('conversation_messages.conversation_id', conversationId)
      .whereNot('conversation_steps.entered', '[]')
      .orderBy([
        { column: 'conversation_messages.number', order: 'desc' },
        { column: 'conversation_steps.number', order: 'desc' },
      ])
      .first('conversation_steps.entered');
    const entered = row ? (JSON.parse(row.entered) as LedgerEntry[]) : [];
    return Number(entered.at(-1)?.id.slice(1) ?? 0);
  }

  async giveFeedback(
    id: string,
    { comment, helpful }: AnswerFeedback,
  ): Promise<void> {
    await this.database('conversation_messages')
      .where({ id })
      .update({ helpful, comment: comment || null });
  }

  protected resultColumns(cited: CitedAnswer) {
    return { answer: JSON.stringify(cited) };
  }

  /** Forgets those in which nothing was asked since the given moment; how many these are. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.database('conversations')
      .where('updated_at', '<', moment)
      .delete();
  }
}

function selectAbout(
  database: Knex,
  about: ConversationAbout,
): Knex.QueryBuilder {
  const conversations = database('conversations');
  switch (about.type) {
    case 'incident':
      // Also of incidents that are told under its id by now.
      return conversations.whereIn(
        'incident_id',
        database('incidents')
          .select('id')
          .where('id', about.id)
          .orWhere('moved_to', about.id),
      );
    case 'entity':
      return conversations.where({
        entity_ref: about.entityRef,
        cluster: about.cluster ?? null,
      });
    default:
      return conversations
        .whereNull('entity_ref')
        .where('cluster', about.cluster);
  }
}

/** @throws ConflictError while the question before is being answered, or as many of the owner as may be in processes that live */
function requireTurn(
  { id }: ConversationRow,
  running: readonly MessageRow[],
  owned: readonly ConversationRow[],
  now: Date,
) {
  const last = running.find(each => each.conversation_id === id);
  if (last)
    throw new ConflictError(
      `Question ${last.number} is still being answered; wait for it or cancel it`,
    );
  const living = running.filter(
    ({ alive_until: until }) => toIso(until) >= now.toISOString(),
  );
  if (living.length < MOST_RUNNING) return;
  const titles = new Map(owned.map(each => [each.id, each.title ?? '']));
  const where = living.map(each =>
    JSON.stringify(titles.get(each.conversation_id)),
  );
  throw new ConflictError(
    `${living.length} of your questions are being answered, which is as many as may be at a time; wait for one or stop it: ${where.join(' and ')}`,
  );
}

function titleOf(text: string) {
  return text.length > LONGEST_TITLE
    ? `${text.slice(0, LONGEST_TITLE)}…`
    : text;
}
