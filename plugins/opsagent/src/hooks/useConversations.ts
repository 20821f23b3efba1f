import {
  ConversationAbout,
  ConversationList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { aboutQuery } from '../format/conversations';
import { Read, useRead } from './useRead';

const LATEST = 100;
/** Nobody else adds to them. */
const AT_REST = 60_000;

/**
 * The reader's own conversations about something, the last used first, and whether the reader may ask.
 *
 * @param about - must be stable between renders
 */
export function useConversations(about: ConversationAbout) {
  const read: Read<ConversationList> = useCallback(
    (api, options) =>
      api.listConversations({ ...aboutQuery(about), limit: LATEST }, options),
    [about],
  );
  return useRead(read, { atRest: AT_REST });
}
