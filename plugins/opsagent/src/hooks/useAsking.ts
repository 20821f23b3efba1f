import { useApi } from '@backstage/core-plugin-api';
import {
  ConversationAbout,
  ConversationRecord,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { failureKind, isForbidden } from '../format/failures';
import { useConversation } from './useConversation';
import { useRequest } from './useRequest';

export interface AskingOptions {
  about: ConversationAbout;
  /** The id of the conversation that is there at first; without one a new one is begun by the first question. */
  initial: string | undefined;
  /** Called when the list of conversations is no longer what it was. */
  onListChanged(): Promise<void>;
}

/** The conversation that is shown, and the way to ask in it. */
export function useAsking({ about, initial, onListChanged }: AskingOptions) {
  const api = useApi(opsAgentApiRef);
  const [id, setId] = useState(initial);
  const [begun, setBegun] = useState<ConversationRecord>();
  const { value, error, refresh } = useConversation(id);
  const { send, busy, error: refused, forget } = useRequest();

  /** Answers with whether the question was taken. */
  const ask = async (text: string): Promise<boolean> => {
    if (id !== undefined) {
      const message = await send(async signal => {
        await api.askQuestion(id, text, { signal });
        await refresh();
        return true;
      });
      if (message) void onListChanged();
      return message !== undefined;
    }
    const conversation = await send(signal =>
      api.startConversation({ about, question: text }, { signal }),
    );
    if (!conversation) return false;
    setBegun(conversation);
    setId(conversation.id);
    void onListChanged();
    return true;
  };

  /** Shows another conversation; without an id, the way to begin a new one. */
  const choose = (next: string | undefined) => {
    setId(next);
    forget();
  };

  // Until it is read, what the backend said when it was begun.
  const known = value ?? (begun?.id === id ? begun : undefined);
  const isGone =
    id !== undefined &&
    error !== undefined &&
    (isForbidden(error) || failureKind(error) === 'notFound');

  return {
    id,
    conversation: isGone ? undefined : known,
    isGone,
    error,
    refresh,
    ask,
    choose,
    sending: busy,
    refused,
  };
}
