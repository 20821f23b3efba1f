import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { FormEvent, useState } from 'react';
import { useFirstFocus } from '../../hooks/useFirstFocus';
import { useText } from '../../hooks/useText';
import { FormButtons } from '../FormButtons';

const LONGEST_NAME = 60;

export interface ViewNameFormProps {
  /** The present one; empty for a view that has none yet. */
  name: string;
  /** Names of other views. */
  taken: readonly string[];
  onName(name: string): void;
  onClose(): void;
}

/** Gives a view a name. */
export function ViewNameForm(props: ViewNameFormProps) {
  const { name, taken, onName, onClose } = props;
  const t = useText();
  const fieldRef = useFirstFocus<HTMLInputElement>();
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<'unnamed' | 'taken'>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted === '') setProblem('unnamed');
    else if (taken.includes(wanted)) setProblem('taken');
    else {
      onName(wanted);
      onClose();
    }
  }

  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={submit}>
      <TextField
        inputRef={fieldRef}
        size="small"
        label={t('incidentList.views.nameOf')}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ maxLength: LONGEST_NAME }}
        error={problem !== undefined}
        helperText={problem && t(`incidentList.views.${problem}`)}
        FormHelperTextProps={{ role: 'alert' }}
      />
      <FormButtons submit={t('incidentList.views.apply')} onCancel={onClose} />
    </Stack>
  );
}
