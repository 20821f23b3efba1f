import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import {
  LifecycleState,
  LONGEST_REASON,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FormEvent, useState } from 'react';
import { choicesOf, Choice, changeOf } from '../../format/lifecycleChoice';
import { CustomSnooze } from '../../format/snooze';
import {
  LifecycleTarget,
  useLifecycleChange,
} from '../../hooks/useLifecycleChange';
import { useText } from '../../hooks/useText';
import { ChoiceOfState } from './ChoiceOfState';
import { ChangeFailed } from './ChangeFailed';
import { SnoozeEnd } from './SnoozeEnd';

export interface LifecycleFormProps {
  titleId: string;
  target: LifecycleTarget;
  state: LifecycleState;
  onClose(): void;
}

/** Which state something should come into, until when, and why. */
export function LifecycleForm(props: LifecycleFormProps) {
  const { titleId, target, state, onClose } = props;
  const t = useText();
  const choices = choicesOf(state);
  const [choice, setChoice] = useState<Choice>(choices[0]);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] =
    useState<Extract<CustomSnooze, { problem: string }>['problem']>();
  const { change, busy, error } = useLifecycleChange(target);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const wanted = changeOf({ choice, typed, reason, now: new Date() });
    if ('problem' in wanted) {
      setProblem(wanted.problem);
      return;
    }
    setProblem(undefined);
    if (await change(wanted)) onClose();
  }

  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={submit}>
      <Typography
        id={titleId}
        component="h2"
        sx={{ fontSize: '0.95rem', fontWeight: 700, overflowWrap: 'anywhere' }}
      >
        {t('lifecycle.dialog', { title: target.title })}
      </Typography>
      <ChoiceOfState choices={choices} chosen={choice} onChoose={setChoice} />
      {choice === 'custom' && (
        <SnoozeEnd typed={typed} problem={problem} onType={setTyped} />
      )}
      <TextField
        size="small"
        multiline
        maxRows={4}
        label={t('lifecycle.why')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: LONGEST_REASON }}
      />
      {error && <ChangeFailed error={error} />}
      <Stack direction="row" spacing={1} justifyContent="flex-end">
        <Button size="small" onClick={onClose} sx={{ textTransform: 'none' }}>
          {t('lifecycle.cancel')}
        </Button>
        <Button
          type="submit"
          size="small"
          variant="contained"
          aria-disabled={busy}
          sx={{ textTransform: 'none' }}
        >
          {t(busy ? 'lifecycle.applying' : 'lifecycle.apply')}
        </Button>
      </Stack>
    </Stack>
  );
}
