import { Suggestion } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { useText } from './useText';

/** Words a question to start from in the language of the portal. */
export function useSuggestionText() {
  const t = useText();
  return useCallback(
    ({ kind, values }: Suggestion): string => {
      const { cause = '', cluster = '', incident = '' } = values;
      const count = Number(values.count);
      switch (kind) {
        case 'cause-proof':
          return t('ask.suggestion.causeProof', { cause });
        case 'cause-unknown':
          return t('ask.suggestion.causeUnknown');
        case 'incident':
          return t('ask.suggestion.incident', { incident });
        case 'risks':
          return t('ask.suggestion.risks', { count });
        case 'unread':
          return t('ask.suggestion.unread', { count, cluster });
        case 'worst-incidents':
          return t('ask.suggestion.worstIncidents', { cluster });
        case 'new-incidents':
          return t('ask.suggestion.newIncidents', { cluster });
        case 'nodes':
          return t('ask.suggestion.nodes', { cluster });
        default:
          return t(`ask.suggestion.${kind}`);
      }
    },
    [t],
  );
}
