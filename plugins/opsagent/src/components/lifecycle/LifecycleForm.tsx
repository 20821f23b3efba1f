import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import {
  Life,
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
import { useUnseenChange } from '../../hooks/useUnseenChange';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { ChoiceOfState } from './ChoiceOfState';
import { ChangeFailed } from './ChangeFailed';
import { SnoozeEnd } from './SnoozeEnd';

export interface LifecycleFormProps {
  titleId: string;
  target: LifecycleTarget;
  /** As last read. What changes while the form is open is told before it is overwritten. */
  life: Life;
  onClose(): void;
}

/** Which state something should come into, until when, and why. */
export function LifecycleForm(props: LifecycleFormProps) {
  const { titleId, target, life, onClose } = props;
  const t = useText();
  const choices = choicesOf(life.state);
  const [picked, setPicked] = useState<Choice>(choices[0]);
  const choice = choices.includes(picked) ? picked : choices[0];
  const { unseen, asked, confirm } = useUnseenChange(life);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] =
    useState<Extract<CustomSnooze, { problem: string }>['problem']>();
  const { change, busy, error } = useLifecycleChange(target);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || choices.length === 0) return;
    const wanted = changeOf({ choice, typed, reason, now: new Date() });
    if ('problem' in wanted) {
      setProblem(wanted.problem);
      return;
    }
    setProblem(undefined);
    if (!confirm()) return;
    if (await change(wanted)) onClose();
  }

  const apply = asked ? 'lifecycle.applyAnyway' : 'lifecycle.apply';
  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={submit}>
      <Typography
        id={titleId}
        component="h2"
        sx={{ fontSize: '0.95rem', fontWeight: 700, overflowWrap: 'anywhere' }}
      >
        {t('lifecycle.dialog', { title: target.title })}
      </Typography>
      {unseen && !busy && <ChangedMeanwhile life={life} asked={asked} />}
      {choices.length > 0 && (
        <ChoiceOfState choices={choices} chosen={choice} onChoose={setPicked} />
      )}
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
        {choices.length > 0 && (
          <Button
            type="submit"
            size="small"
            variant="contained"
            aria-disabled={busy}
            sx={{ textTransform: 'none' }}
          >
            {t(busy ? 'lifecycle.applying' : apply)}
          </Button>
        )}
      </Stack>
    </Stack>
  );
}
