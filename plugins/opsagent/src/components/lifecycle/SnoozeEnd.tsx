import TextField from '@mui/material/TextField';
import { LONGEST_SNOOZE } from '@opsagent/backstage-plugin-opsagent-common';
import { CustomSnooze } from '../../format/snooze';
import { useText } from '../../hooks/useText';

export interface SnoozeEndProps {
  /** A local date and time as the browser gives it. */
  typed: string;
  problem?: Extract<CustomSnooze, { problem: string }>['problem'];
  onType(typed: string): void;
}

/** The moment at which a snooze ends, in the reader's zone. */
export function SnoozeEnd({ typed, problem, onType }: SnoozeEndProps) {
  const t = useText();
  const words = {
    missing: t('lifecycle.untilMissing'),
    past: t('lifecycle.untilPast'),
    tooFar: t('lifecycle.untilTooFar', { days: `${LONGEST_SNOOZE}` }),
  };
  return (
    <TextField
      size="small"
      type="datetime-local"
      label={t('lifecycle.until')}
      value={typed}
      onChange={event => onType(event.target.value)}
      error={problem !== undefined}
      helperText={problem && words[problem]}
      InputLabelProps={{ shrink: true }}
      FormHelperTextProps={{ role: 'alert' }}
    />
  );
}
