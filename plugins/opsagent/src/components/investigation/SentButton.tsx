import Button from '@mui/material/Button';
import { useState } from 'react';
import { useText } from '../../hooks/useText';
import { SentDialog, SentDialogProps } from './SentDialog';

/** Leads to what was sent to the model. */
export function SentButton({ read }: Pick<SentDialogProps, 'read'>) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        sx={{ textTransform: 'none' }}
      >
        {t('investigation.sent.open')}
      </Button>
      {open && <SentDialog read={read} onClose={() => setOpen(false)} />}
    </>
  );
}
