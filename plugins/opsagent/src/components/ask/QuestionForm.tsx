import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { LONGEST_QUESTION } from '@opsagent/backstage-plugin-opsagent-common';
import { FormEvent, KeyboardEvent, RefObject, useRef } from 'react';
import { numberText } from '../../format/amounts';
import { failureMessage } from '../../format/failures';
import { useDraft } from '../../hooks/useDraft';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { unavailableFilled } from '../unavailable';

/** From how many characters on their number is told. */
const LONG = 0.8 * LONGEST_QUESTION;

export interface QuestionFormProps {
  boxRef: RefObject<HTMLTextAreaElement>;
  /** Under which what is typed is kept. */
  draftKey: string;
  /** Whether a question is being sent. */
  sending: boolean;
  /** Whether one is being answered. */
  answering: boolean;
  /** Why the last one was not taken. */
  error?: Error;
  /** Answers with whether it was taken. */
  onAsk(question: string): Promise<boolean>;
}

/** Where a question is typed. What is typed stays until it was taken. */
export function QuestionForm(props: QuestionFormProps) {
  const { answering, boxRef, draftKey, error, onAsk, sending } = props;
  const t = useText();
  const locale = useLocale();
  const [draft, setDraft] = useDraft(draftKey);
  const latest = useRef(draft);
  latest.current = draft;
  const question = draft.trim();
  const isTooLong = question.length > LONGEST_QUESTION;
  const mayAsk = question !== '' && !isTooLong && !sending && !answering;
  const longest = numberText(LONGEST_QUESTION, locale, 0);

  async function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    if (!mayAsk) return;
    const taken = await onAsk(question);
    // The reader may have typed on meanwhile.
    if (taken && latest.current === draft) setDraft('');
  }

  function onKeyDown(event: KeyboardEvent) {
    // While characters are composed, as in Chinese, Enter chooses among them.
    const isSent =
      event.key === 'Enter' &&
      !event.shiftKey &&
      !event.nativeEvent.isComposing;
    if (isSent) void submit(event);
  }

  return (
    <Stack component="form" noValidate spacing={1} onSubmit={submit}>
      {error && (
        <Alert severity="error">
          {t('ask.question.refused', { reason: failureMessage(error) })}
        </Alert>
      )}
      <TextField
        inputRef={boxRef}
        size="small"
        multiline
        minRows={2}
        maxRows={10}
        label={t('ask.question.label')}
        value={draft}
        onChange={event => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        error={isTooLong}
        helperText={
          <>
            {t(answering ? 'ask.question.waiting' : 'ask.question.keys')}{' '}
            {isTooLong && t('ask.question.tooLong', { longest })}{' '}
            {question.length > LONG &&
              t('ask.question.length', {
                length: numberText(question.length, locale, 0),
                longest,
              })}
          </>
        }
      />
      <Box>
        <Button
          type="submit"
          size="small"
          variant="contained"
          aria-disabled={!mayAsk}
          sx={{ textTransform: 'none', ...(!mayAsk && unavailableFilled) }}
        >
          {t(sending ? 'ask.question.sending' : 'ask.question.send')}
        </Button>
      </Box>
    </Stack>
  );
}
