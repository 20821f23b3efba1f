import Stack from '@mui/material/Stack';
import { ConversationRecord } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { MessageItem } from './MessageItem';
import { QuestionButtons } from './QuestionButtons';

export interface MessageListProps {
  conversation: ConversationRecord;
  /** Whether a question is under way. */
  busy: boolean;
  /** Asks another question; absent where that cannot be done. */
  onAsk?(question: string): void;
  /** Called when an answer has ended. */
  onEnded(): Promise<void>;
}

/** The questions of a conversation with their answers, and what can be asked next. */
export function MessageList(props: MessageListProps) {
  const { busy, conversation, onAsk, onEnded } = props;
  const { id, messages } = conversation;
  const t = useText();
  const last = messages.at(-1);
  const next = last?.answer?.nextQuestions ?? [];
  return (
    <>
      <Stack
        component="ol"
        role="list"
        aria-label={t('ask.conversation')}
        spacing={3}
        sx={{ m: 0, p: 0, listStyle: 'none' }}
      >
        {messages.map(each => (
          <MessageItem
            key={each.number}
            conversation={id}
            message={each}
            busy={busy}
            onEnded={onEnded}
            onAgain={
              onAsk && each === last ? () => onAsk(each.text) : undefined
            }
          />
        ))}
      </Stack>
      {onAsk && next.length > 0 && (
        <QuestionButtons
          name={t('ask.next')}
          questions={next}
          busy={busy}
          onAsk={onAsk}
        />
      )}
    </>
  );
}
