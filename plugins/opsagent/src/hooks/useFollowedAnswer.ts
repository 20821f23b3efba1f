import {
  ConversationEvent,
  RecordedAnswerStep,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useMemo } from 'react';
import { Follow, FollowedRun, useFollowedRun } from './useFollowedRun';

type End = Extract<ConversationEvent, { type: 'end' }>;

export interface AnswerPlace {
  /** The id of the conversation. */
  conversation: string;
  /** Of the question in it. */
  number: number;
}

/** Everything that happens while a question is answered. */
export function useFollowedAnswer({
  conversation,
  number,
}: AnswerPlace): FollowedRun<RecordedAnswerStep, End> {
  const follow = useMemo(
    (): Follow<RecordedAnswerStep, End> => (api, options) =>
      api.followConversation(conversation, number, options),
    [conversation, number],
  );
  return useFollowedRun(follow);
}
