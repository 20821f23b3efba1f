import Stack from '@mui/material/Stack';
import { ConversationAbout } from '@opsagent/backstage-plugin-opsagent-common';
import { aboutKey } from '../../format/conversations';
import { isForbidden } from '../../format/failures';
import { useConversations } from '../../hooks/useConversations';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { AskConversations } from './AskConversations';

export interface AskProps {
  /** Must be stable between renders. */
  about: ConversationAbout;
}

function AskAbout({ about }: AskProps) {
  const t = useText();
  const { value: list, error, refresh } = useConversations(about);
  if (error && isForbidden(error))
    return <ForbiddenState title={t('ask.forbidden')} />;
  if (!list && error)
    return (
      <FailedState subject="conversations" error={error} onRetry={refresh} />
    );
  if (!list) return <LoadingState subject="conversations" />;
  return (
    <Stack spacing={1.5}>
      {error && (
        <RefreshFailed
          subject="conversations"
          error={error}
          onRetry={refresh}
        />
      )}
      <AskConversations about={about} list={list} refresh={refresh} />
    </Stack>
  );
}

/** Questions about an incident, an entity or a cluster, and what a language model answers. */
export function Ask({ about }: AskProps) {
  // What was read about one thing must not be shown, nor gone on with, for another.
  return <AskAbout key={aboutKey(about)} about={about} />;
}
