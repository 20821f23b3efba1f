import Alert from '@mui/material/Alert';
import HelpfulIcon from '@mui/icons-material/ThumbUpOutlined';
import NotHelpfulIcon from '@mui/icons-material/ThumbDownOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useApi } from '@backstage/core-plugin-api';
import { AnswerFeedback } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { failureMessage } from '../../format/failures';
import { AnswerPlace } from '../../hooks/useFollowedAnswer';
import { useRequest } from '../../hooks/useRequest';
import { useText } from '../../hooks/useText';
import { FeedbackComment } from './FeedbackComment';

export interface FeedbackProps {
  place: AnswerPlace;
  /** What was said before. */
  given?: AnswerFeedback;
}

/** Whether an answer was helpful, and why. */
export function Feedback({ place, given }: FeedbackProps) {
  const { conversation, number } = place;
  const t = useText();
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const [said, setSaid] = useState<AnswerFeedback>();
  const feedback = said ?? given;

  const say = async (next: AnswerFeedback) => {
    const kept = await send(signal =>
      api.giveAnswerFeedback(conversation, number, next, { signal }),
    );
    if (kept) setSaid(next);
    return kept !== undefined;
  };

  return (
    <Stack
      spacing={1.5}
      role="group"
      aria-label={t('ask.feedback.region')}
      sx={{ width: '100%' }}
    >
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {[true, false].map(helpful => (
          <Button
            key={`${helpful}`}
            size="small"
            color="inherit"
            variant={feedback?.helpful === helpful ? 'outlined' : 'text'}
            startIcon={
              helpful ? (
                <HelpfulIcon aria-hidden />
              ) : (
                <NotHelpfulIcon aria-hidden />
              )
            }
            aria-pressed={feedback?.helpful === helpful}
            aria-disabled={busy}
            onClick={
              busy
                ? undefined
                : () => say({ helpful, comment: feedback?.comment })
            }
            sx={{ textTransform: 'none' }}
          >
            {t(helpful ? 'ask.feedback.helpful' : 'ask.feedback.notHelpful')}
          </Button>
        ))}
      </Stack>
      {error && (
        <Alert severity="error">
          {t('ask.feedback.failed', { reason: failureMessage(error) })}
        </Alert>
      )}
      {feedback && (
        <FeedbackComment
          kept={feedback.comment ?? ''}
          busy={busy}
          onSend={comment => say({ helpful: feedback.helpful, comment })}
        />
      )}
    </Stack>
  );
}
