import Dialog from '@mui/material/Dialog';
import { FocusRings } from '../FocusRings';
import { ViewNameForm, ViewNameFormProps } from './ViewNameForm';

export interface ViewNameDialogProps extends ViewNameFormProps {
  /** What is done to the view. */
  action: string;
}

/** The form in which a view gets a name, above the page. */
export function ViewNameDialog(props: ViewNameDialogProps) {
  const { action, ...form } = props;
  return (
    <Dialog
      open
      onClose={form.onClose}
      aria-label={action}
      transitionDuration={0}
      fullWidth
      maxWidth="xs"
      PaperProps={{ sx: { p: 2 } }}
    >
      <FocusRings>
        <ViewNameForm {...form} />
      </FocusRings>
    </Dialog>
  );
}
