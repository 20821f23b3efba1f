import Box from '@mui/material/Box';
import {
  ConversationAbout,
  ConversationRecord,
  opsagentConversationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

const KEY = 'opsagent.models';

export interface AskStandingProps {
  about: ConversationAbout;
  /** The name of the model that would be asked; absent when there is none. */
  model: string | undefined;
  mayAsk: boolean;
  /** The one that is shown. */
  conversation: ConversationRecord | undefined;
}

/** What asking is, or why one can't. */
export function AskStanding(props: AskStandingProps) {
  const { about, conversation, mayAsk, model } = props;
  const t = useText();
  const text = () => {
    if (model === undefined)
      return t(`ask.withoutModel.${about.type}`, { key: KEY });
    if (!mayAsk)
      return t('ask.denied', {
        permission: opsagentConversationCreatePermission.name,
      });
    if (conversation && !conversation.mayAsk) return t('ask.full');
    return t('ask.offer', { model });
  };
  return (
    <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {text()}
    </Box>
  );
}
