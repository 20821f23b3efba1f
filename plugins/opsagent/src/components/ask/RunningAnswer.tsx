import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { ConversationMessage } from '@opsagent/backstage-plugin-opsagent-common';
import { useEffect } from 'react';
import { AnswerPlace, useFollowedAnswer } from '../../hooks/useFollowedAnswer';
import { Read } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { RunFacts } from '../investigation/RunFacts';
import { RunningSteps } from '../investigation/RunningSteps';
import { StopButton } from '../investigation/StopButton';

export interface RunningAnswerProps {
  place: AnswerPlace;
  message: ConversationMessage;
  /** Called when it has ended. */
  onEnded(): Promise<void>;
}

/** What a model does to answer a question, as it happens. */
export function RunningAnswer(props: RunningAnswerProps) {
  const { message, onEnded, place } = props;
  const { conversation, number } = place;
  const t = useText();
  const { end, error, steps, text } = useFollowedAnswer(place);
  const hasEnded = end !== undefined;
  useEffect(() => {
    if (hasEnded) void onEnded();
  }, [hasEnded, onEnded]);
  const stop: Read<ConversationMessage> = (api, options) =>
    api.cancelQuestion(conversation, number, options);
  const { state } = end?.message ?? message;
  return (
    <Stack spacing={1}>
      <RunFacts
        state={state}
        stateText={t(`ask.state.${state}`)}
        at={message.askedAt}
        model={message.model}
      />
      {error ? (
        <Alert severity="warning">{t('ask.broken')}</Alert>
      ) : (
        <RunningSteps
          steps={steps}
          entries={steps.flatMap(each => each.entered)}
          model={message.model}
          currency={message.currency}
          writing={text}
        />
      )}
      {!hasEnded && (
        <div>
          <StopButton stop={stop} />
        </div>
      )}
    </Stack>
  );
}
