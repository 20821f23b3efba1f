import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { useId } from 'react';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { failureMessage } from '../../format/failures';
import { useRequest } from '../../hooks/useRequest';
import { useText } from '../../hooks/useText';
import { FormDialog } from '../FormDialog';

export interface DeleteConversationDialogProps {
  /** Of the conversation. */
  id: string;
  title: string;
  onDeleted(): Promise<void>;
  onClose(): void;
}

/** Asks whether a conversation is to be deleted, and deletes it. */
export function DeleteConversationDialog(props: DeleteConversationDialogProps) {
  const { id, onClose, onDeleted, title } = props;
  const t = useText();
  const api = useApi(opsAgentApiRef);
  const titleId = useId();
  const { send, busy, error } = useRequest();

  const remove = async () => {
    const deleted = await send(signal =>
      api.deleteConversation(id, { signal }),
    );
    if (!deleted) return;
    onClose();
    await onDeleted();
  };

  return (
    <FormDialog onClose={onClose} aria-labelledby={titleId}>
      <Stack spacing={1.5}>
        <Typography
          id={titleId}
          component="h2"
          sx={{ fontSize: '0.95rem', fontWeight: 700 }}
        >
          {t('ask.removal.title')}
        </Typography>
        <Box sx={{ overflowWrap: 'anywhere' }}>
          {t('ask.removal.detail', { title })}
        </Box>
        {error && (
          <Alert severity="error">
            {t('ask.removal.failed', { reason: failureMessage(error) })}
          </Alert>
        )}
        <Stack direction="row" spacing={1} justifyContent="flex-end">
          <Button size="small" onClick={onClose} sx={{ textTransform: 'none' }}>
            {t('ask.removal.cancel')}
          </Button>
          <Button
            size="small"
            variant="contained"
            color="error"
            aria-disabled={busy}
            onClick={busy ? undefined : remove}
            sx={{ textTransform: 'none' }}
          >
            {t(busy ? 'ask.removal.busy' : 'ask.removal.confirm')}
          </Button>
        </Stack>
      </Stack>
    </FormDialog>
  );
}
