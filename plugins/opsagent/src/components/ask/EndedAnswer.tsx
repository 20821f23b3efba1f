import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import {
  ConversationMessage,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { AnswerPlace } from '../../hooks/useFollowedAnswer';
import { Read } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { EndStatement } from '../investigation/EndStatement';
import { RunFacts } from '../investigation/RunFacts';
import { SentButton } from '../investigation/SentButton';
import { unavailable } from '../unavailable';
import { AnswerSteps } from './AnswerSteps';
import { Feedback } from './Feedback';

export interface EndedAnswerProps {
  place: AnswerPlace;
  message: ConversationMessage;
  /** Whether a question is under way. */
  busy: boolean;
  /** Asks the same question again; absent where that cannot be done. */
  onAgain?(): void;
}

/** How an answer came about or why there is none, and what the reader can do with it. */
export function EndedAnswer(props: EndedAnswerProps) {
  const { busy, message, onAgain, place } = props;
  const { conversation, number } = place;
  const t = useText();
  const { answer, currency, failure, feedback, model, state, usage } = message;
  const readSent: Read<Transcript> = useCallback(
    (api, options) =>
      api.getConversationTranscript(conversation, number, options),
    [conversation, number],
  );
  return (
    <Stack spacing={1}>
      <EndStatement state={state} failure={failure} />
      {!answer && onAgain && (
        <div>
          <Button
            size="small"
            variant="outlined"
            aria-disabled={busy}
            onClick={busy ? undefined : onAgain}
            sx={{ textTransform: 'none', ...(busy && unavailable) }}
          >
            {t('ask.answer.again')}
          </Button>
        </div>
      )}
      <RunFacts
        state={state}
        stateText={t(`ask.state.${state}`)}
        at={message.endedAt ?? message.askedAt}
        model={model}
        usage={usage}
        currency={currency}
      />
      <Disclosure label={t(answer ? 'ask.answer.steps' : 'ask.answer.attempt')}>
        <AnswerSteps place={place} message={message} />
      </Disclosure>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <SentButton read={readSent} />
        {answer && <Feedback place={place} given={feedback} />}
      </Stack>
    </Stack>
  );
}
