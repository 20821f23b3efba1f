import {
  Answer,
  AnswerFeedback,
  ConversationAbout,
  LedgerEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { LearnedText } from '@opsagent/investigator';
import { DatabaseTime, toIso } from '../database/sql';
import { RunRow, StoredRun, runOf } from '../runs/runRows';
import { AnswerReader } from './AnswerReaders';

export interface ConversationRow {
  id: string;
  owner: string;
  incident_id: string | null;
  entity_ref: string | null;
  cluster: string | null;
  title: string | null;
  questions: number;
  created_at: DatabaseTime;
  updated_at: DatabaseTime;
}

export interface MessageRow extends RunRow {
  conversation_id: string;
  number: number;
  text: string;
  answer: string | null;
  reader: string | null;
  helpful: boolean | number | null;
  comment: string | null;
}

/** A conversation as it is kept. */
export interface StoredConversation {
  id: string;
  /** Entity ref of the user. */
  owner: string;
  about: ConversationAbout;
  title?: string;
  questions: number;
  createdAt: string;
  updatedAt: string;
}

/** An answer, and the entries of the ledger that it cites. */
export interface CitedAnswer {
  answer: Answer;
  evidence: LedgerEntry[];
  /** What was learned to be private while it was made, and not by an earlier one. */
  learned?: readonly LearnedText[];
}

/** A question as it is kept, and what came of it. */
export interface StoredMessage extends StoredRun {
  conversationId: string;
  number: number;
  text: string;
  cited?: CitedAnswer;
  reader?: AnswerReader;
  feedback?: AnswerFeedback;
}

export function conversationOf(row: ConversationRow): StoredConversation {
  return {
    id: row.id,
    owner: row.owner,
    about: aboutOf(row),
    ...(row.title === null ? {} : { title: row.title }),
    questions: row.questions,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
  };
}

export function messageOf(row: MessageRow): StoredMessage {
  return {
    ...runOf(row),
    conversationId: row.conversation_id,
    number: row.number,
    text: row.text,
    ...(row.answer ? { cited: JSON.parse(row.answer) as CitedAnswer } : {}),
    ...(row.reader ? { reader: JSON.parse(row.reader) as AnswerReader } : {}),
    ...(row.helpful === null
      ? {}
      : {
          feedback: {
            helpful: Boolean(row.helpful),
            ...(row.comment === null ? {} : { comment: row.comment }),
          },
        }),
  };
}

/** The columns that say what a conversation is about. */
export function aboutColumns(about: ConversationAbout) {
  const nothing = { incident_id: null, entity_ref: null, cluster: null };
  switch (about.type) {
    case 'incident':
      return { ...nothing, incident_id: about.id };
    case 'entity':
      return {
        ...nothing,
        entity_ref: about.entityRef,
        cluster: about.cluster ?? null,
      };
    default:
      return { ...nothing, cluster: about.cluster };
  }
}

function aboutOf(row: ConversationRow): ConversationAbout {
  const { cluster, entity_ref: entityRef, incident_id: id } = row;
  if (id !== null) return { type: 'incident', id };
  if (entityRef === null) return { type: 'cluster', cluster: cluster ?? '' };
  return { type: 'entity', entityRef, ...(cluster ? { cluster } : {}) };
}
