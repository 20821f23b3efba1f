import Dialog from '@mui/material/Dialog';
import { useId } from 'react';
import { FocusRings } from '../FocusRings';
import { LifecycleForm, LifecycleFormProps } from './LifecycleForm';

/** The form in which a state is changed, above the page. */
export function LifecycleDialog(props: Omit<LifecycleFormProps, 'titleId'>) {
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      transitionDuration={0}
      fullWidth
      maxWidth="xs"
      PaperProps={{ sx: { p: 2 } }}
    >
      <FocusRings>
        <LifecycleForm titleId={titleId} {...props} />
      </FocusRings>
    </Dialog>
  );
}
