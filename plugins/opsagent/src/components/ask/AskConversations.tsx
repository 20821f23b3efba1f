import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import {
  ConversationAbout,
  ConversationList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { aboutKey, presentConversation } from '../../format/conversations';
import { useAsking } from '../../hooks/useAsking';
import { useLateFocus } from '../../hooks/useLateFocus';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { FailedState } from '../states/FailedState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { AskStanding } from './AskStanding';
import { DeleteConversation } from './DeleteConversation';
import { EarlierConversations } from './EarlierConversations';
import { MessageList } from './MessageList';
import { QuestionForm } from './QuestionForm';
import { Suggestions } from './Suggestions';

export interface AskConversationsProps {
  about: ConversationAbout;
  list: ConversationList;
  refresh(): Promise<void>;
}

/** The present conversation or the way to begin one, where to type, and the earlier ones. */
export function AskConversations(props: AskConversationsProps) {
  const { about, list, refresh } = props;
  const { items, mayAsk, model } = list;
  const t = useText();
  const { fieldRef: boxRef, focus } = useLateFocus<HTMLTextAreaElement>();
  const asking = useAsking({
    about,
    initial: presentConversation(items, new Date())?.id,
    onListChanged: refresh,
  });
  const { conversation, id, isGone, sending } = asking;
  const answering = conversation?.messages.at(-1)?.state === 'running';
  const maySend =
    model !== undefined && mayAsk && !isGone && conversation?.mayAsk !== false;
  const others = items.filter(each => each.id !== id);

  const ask = async (text: string) => {
    focus();
    return asking.ask(text);
  };
  const choose = (next: string | undefined) => {
    asking.choose(next);
    focus();
  };
  const onDeleted = async (deleted: string) => {
    if (deleted === id) asking.choose(undefined);
    await refresh();
    focus();
  };

  return (
    <Stack spacing={2}>
      <AskStanding
        about={about}
        model={model}
        mayAsk={mayAsk}
        conversation={conversation}
      />
      {id !== undefined && !conversation && !asking.error && (
        <LoadingState subject="conversations" />
      )}
      {id !== undefined && !conversation && asking.error && (
        <FailedState
          subject="conversations"
          error={asking.error}
          onRetry={asking.refresh}
        />
      )}
      {conversation && asking.error && (
        <RefreshFailed
          subject="conversations"
          error={asking.error}
          onRetry={asking.refresh}
        />
      )}
      {conversation && (
        <MessageList
          conversation={conversation}
          busy={sending || answering}
          onAsk={maySend ? ask : undefined}
          onEnded={asking.refresh}
        />
      )}
      {id === undefined && maySend && (
        <Suggestions about={about} busy={sending} onAsk={ask} />
      )}
      {maySend && (
        <QuestionForm
          boxRef={boxRef}
          draftKey={aboutKey(about)}
          sending={sending}
          answering={answering}
          error={asking.refused}
          onAsk={ask}
        />
      )}
      {id !== undefined && (
        <Line gap={1}>
          <Button
            size="small"
            variant="outlined"
            onClick={() => choose(undefined)}
            sx={{ textTransform: 'none' }}
          >
            {t('ask.begin')}
          </Button>
          {conversation && (
            <DeleteConversation
              conversation={conversation}
              onDeleted={() => onDeleted(conversation.id)}
            />
          )}
        </Line>
      )}
      {others.length > 0 && (
        <Box>
          <EarlierConversations
            items={others}
            onChoose={choose}
            onDeleted={onDeleted}
          />
        </Box>
      )}
    </Stack>
  );
}
