import {
  Conversation,
  ConversationAbout,
  ConversationMessage,
} from '@opsagent/backstage-plugin-opsagent-common';
import { StoredConversation, StoredMessage } from './conversationRows';

/** @param about - as its owner sees it now */
export function tellConversation(
  { createdAt, id, questions, title, updatedAt }: StoredConversation,
  about: ConversationAbout,
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

export interface TellMessageOptions {
  currency?: string;
  /** Whether the reader may see everything from which it was answered. */
  isCovered: boolean;
}

/** A question, with its answer for those who may see what it rests on. */
export function tellMessage(
  message: StoredMessage,
  { currency, isCovered }: TellMessageOptions,
): ConversationMessage {
  const { cited, feedback, number, text, startedAt, ...run } = message;
  const { endedAt, failure, model, state, usage } = run;
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
    ...(isCovered ? {} : { withheld: true as const }),
    ...(cited && isCovered ? { answer: cited.answer } : {}),
    evidence: (isCovered && cited?.evidence) || [],
    ...(feedback ? { feedback } : {}),
  };
}
