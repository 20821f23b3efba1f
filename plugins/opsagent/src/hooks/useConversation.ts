import { useApi } from '@backstage/core-plugin-api';
import { ConversationRecord } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { failureKind, isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 60_000;
/** In case the end of an answer is missed. */
const WHILE_ANSWERED = 15_000;

/** A conversation with its questions and answers; nothing without an id. */
export function useConversation(id: string | undefined) {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    async (signal: AbortSignal) =>
      id === undefined ? undefined : api.getConversation(id, { signal }),
    [api, id],
  );
  return usePolling<ConversationRecord | undefined>({ load, interval });
}

function interval({ error, value }: Outcome<ConversationRecord | undefined>) {
  if (error)
    return isForbidden(error) || failureKind(error) === 'notFound'
      ? undefined
      : WHILE_ANSWERED;
  if (!value) return undefined;
  return value.messages.at(-1)?.state === 'running' ? WHILE_ANSWERED : AT_REST;
}
