import Alert from '@mui/material/Alert';
import { ConversationMessage } from '@opsagent/backstage-plugin-opsagent-common';
import { AnswerPlace, useFollowedAnswer } from '../../hooks/useFollowedAnswer';
import { useText } from '../../hooks/useText';
import { StepItems } from '../investigation/StepItems';

export interface AnswerStepsProps {
  place: AnswerPlace;
  message: ConversationMessage;
}

/** What a model did for an answer that was given. */
export function AnswerSteps({ message, place }: AnswerStepsProps) {
  const t = useText();
  const { error, steps } = useFollowedAnswer(place);
  // What is asked for once more may have come with an earlier question.
  const entries = [...steps.flatMap(each => each.entered), ...message.evidence];
  return (
    <>
      {error && <Alert severity="warning">{t('ask.stepsFailed')}</Alert>}
      <StepItems steps={steps} entries={entries} currency={message.currency} />
    </>
  );
}
