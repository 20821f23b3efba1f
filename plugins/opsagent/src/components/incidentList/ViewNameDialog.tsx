import { FormDialog } from '../FormDialog';
import { ViewNameForm, ViewNameFormProps } from './ViewNameForm';

export interface ViewNameDialogProps extends ViewNameFormProps {
  /** What is done to the view. */
  action: string;
}

/** The form in which a view gets a name, above the page. */
export function ViewNameDialog(props: ViewNameDialogProps) {
  const { action, ...form } = props;
  return (
    <FormDialog onClose={form.onClose} aria-label={action}>
      <ViewNameForm {...form} />
    </FormDialog>
  );
}
