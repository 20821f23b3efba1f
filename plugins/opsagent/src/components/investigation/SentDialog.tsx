import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { Transcript } from '@opsagent/backstage-plugin-opsagent-common';
import { useId } from 'react';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { FocusRings } from '../FocusRings';
import { FailedState } from '../states/FailedState';
import { LoadingState } from '../states/LoadingState';
import { SentMessages } from './SentMessages';

export interface SentDialogProps {
  /** Reads what was sent. */
  read: Read<Transcript>;
  onClose(): void;
}

/** What was sent to models and what they answered, word for word, above the page. */
export function SentDialog({ read, onClose }: SentDialogProps) {
  const t = useText();
  const titleId = useId();
  const { value: transcript, error, refresh } = useRead(read);
  return (
    <Dialog
      open
      onClose={onClose}
      transitionDuration={0}
      fullWidth
      maxWidth="md"
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{t('investigation.sent.title')}</DialogTitle>
      <DialogContent sx={{ typography: 'body2' }}>
        <FocusRings>
          <Box sx={{ color: 'text.secondary', mb: 1 }}>
            {t('investigation.sent.detail')}
          </Box>
          {!transcript && !error && <LoadingState subject="sent" />}
          {!transcript && error && (
            <FailedState subject="sent" error={error} onRetry={refresh} />
          )}
          {transcript?.models.length === 0 && t('investigation.sent.nothing')}
          <Stack spacing={2}>
            {transcript?.models.map(each => (
              <SentMessages
                key={each.model}
                model={each.model}
                messages={each.messages}
              />
            ))}
          </Stack>
        </FocusRings>
      </DialogContent>
      <DialogActions>
        <FocusRings>
          <Button onClick={onClose} sx={{ textTransform: 'none' }}>
            {t('investigation.sent.close')}
          </Button>
        </FocusRings>
      </DialogActions>
    </Dialog>
  );
}
