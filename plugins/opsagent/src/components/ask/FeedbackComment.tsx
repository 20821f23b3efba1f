import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { LONGEST_COMMENT } from '@opsagent/backstage-plugin-opsagent-common';
import { FormEvent, useState } from 'react';
import { useText } from '../../hooks/useText';

export interface FeedbackCommentProps {
  /** The comment as it was given before; empty when there is none. */
  kept: string;
  busy: boolean;
  /** Answers with whether it was kept. */
  onSend(comment: string): Promise<boolean>;
}

/** Why an answer was helpful, or not. */
export function FeedbackComment({ busy, kept, onSend }: FeedbackCommentProps) {
  const t = useText();
  const [typed, setTyped] = useState(kept);
  const isNew = typed.trim() !== kept;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy && isNew) await onSend(typed.trim());
  }

  return (
    <Stack
      component="form"
      noValidate
      direction={{ xs: 'column', sm: 'row' }}
      spacing={1}
      alignItems="flex-start"
      onSubmit={submit}
    >
      <TextField
        size="small"
        fullWidth
        multiline
        maxRows={6}
        label={t('ask.feedback.comment')}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ maxLength: LONGEST_COMMENT }}
      />
      {isNew && (
        <Button
          type="submit"
          size="small"
          variant="outlined"
          aria-disabled={busy}
          sx={{ textTransform: 'none', flexShrink: 0 }}
        >
          {t(busy ? 'ask.feedback.sending' : 'ask.feedback.send')}
        </Button>
      )}
      <Box
        role="status"
        sx={{ color: 'text.secondary', alignSelf: 'center', flexShrink: 0 }}
      >
        {!isNew && kept !== '' && t('ask.feedback.sent')}
      </Box>
    </Stack>
  );
}
