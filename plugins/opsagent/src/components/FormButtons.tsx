import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useText } from '../hooks/useText';

export interface FormButtonsProps {
  /** Of the button that submits the form; there is none without it. */
  submit?: string;
  /** Whether the form has been submitted and is waited for. */
  busy?: boolean;
  onCancel(): void;
}

/** What ends a form. */
export function FormButtons({ submit, busy, onCancel }: FormButtonsProps) {
  const t = useText();
  return (
    <Stack direction="row" spacing={1} justifyContent="flex-end">
      <Button size="small" onClick={onCancel} sx={{ textTransform: 'none' }}>
        {t('lifecycle.cancel')}
      </Button>
      {submit && (
        <Button
          type="submit"
          size="small"
          variant="contained"
          aria-disabled={busy}
          sx={{ textTransform: 'none' }}
        >
          {submit}
        </Button>
      )}
    </Stack>
  );
}
