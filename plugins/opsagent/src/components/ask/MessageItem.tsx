import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { ConversationMessage } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';
import { AnswerView } from './AnswerView';
import { EndedAnswer } from './EndedAnswer';
import { RunningAnswer } from './RunningAnswer';

export interface MessageItemProps {
  /** The id of the conversation. */
  conversation: string;
  message: ConversationMessage;
  /** Whether a question is under way. */
  busy: boolean;
  /** Called when the answer has ended. */
  onEnded(): Promise<void>;
  /** Asks the same question again; absent where that cannot be done. */
  onAgain?(): void;
}

/** A question, and what came of it. */
export function MessageItem(props: MessageItemProps) {
  const { busy, conversation, message, onAgain, onEnded } = props;
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { answer, askedAt, evidence, number, state, text, withheld } = message;
  const place = { conversation, number };
  return (
    <Stack component="li" spacing={1.5}>
      <Box
        sx={{
          borderLeft: '3px solid',
          borderColor: 'text.secondary',
          pl: 1.5,
          overflowWrap: 'anywhere',
        }}
      >
        <Box sx={{ color: 'text.secondary' }}>
          {t('ask.asked')}{' '}
          <Moment timestamp={askedAt}>{momentTime(askedAt, options)}</Moment>
        </Box>
        <Box sx={{ whiteSpace: 'pre-wrap', fontWeight: 700 }}>{text}</Box>
      </Box>
      {answer && <AnswerView answer={answer} entries={evidence} />}
      {withheld && <div>{t('ask.withheld')}</div>}
      {!withheld && state === 'running' && (
        <RunningAnswer place={place} message={message} onEnded={onEnded} />
      )}
      {!withheld && state !== 'running' && (
        <EndedAnswer
          place={place}
          message={message}
          busy={busy}
          onAgain={onAgain}
        />
      )}
    </Stack>
  );
}
