import {
  ConversationAbout,
  SuggestionList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { aboutQuery } from '../format/conversations';
import { Read, useRead } from './useRead';

const AT_REST = 300_000;

/**
 * Questions to start from.
 *
 * @param about - must be stable between renders
 */
export function useSuggestions(about: ConversationAbout) {
  const read: Read<SuggestionList> = useCallback(
    (api, options) => api.listSuggestions(aboutQuery(about), options),
    [about],
  );
  return useRead(read, { atRest: AT_REST });
}
