import Dialog, { DialogProps } from '@mui/material/Dialog';
import { FocusRings } from './FocusRings';

export interface FormDialogProps extends Pick<
  DialogProps,
  'aria-label' | 'aria-labelledby' | 'children'
> {
  onClose(): void;
}

/** A small form above the page. */
export function FormDialog({ children, ...props }: FormDialogProps) {
  return (
    <Dialog
      open
      transitionDuration={0}
      fullWidth
      maxWidth="xs"
      PaperProps={{ sx: { p: 2, typography: 'body2' } }}
      {...props}
    >
      <FocusRings>{children}</FocusRings>
    </Dialog>
  );
}
