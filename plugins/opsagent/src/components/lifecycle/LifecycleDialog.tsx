import { useId } from 'react';
import { FormDialog } from '../FormDialog';
import { LifecycleForm, LifecycleFormProps } from './LifecycleForm';

/** The form in which a state is changed, above the page. */
export function LifecycleDialog(props: Omit<LifecycleFormProps, 'titleId'>) {
  const titleId = useId();
  return (
    <FormDialog onClose={props.onClose} aria-labelledby={titleId}>
      <LifecycleForm titleId={titleId} {...props} />
    </FormDialog>
  );
}
