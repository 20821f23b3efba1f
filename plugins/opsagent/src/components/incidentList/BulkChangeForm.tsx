import Stack from '@mui/material/Stack';
import {
  IncidentSummary,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FormEvent, useState } from 'react';
import { BulkOutcome } from '../../format/bulkChange';
import {
  BulkChoice,
  bulkChoicesOf,
  changeOf,
  ChoiceProblem,
} from '../../format/lifecycleChoice';
import { useBulkChange } from '../../hooks/useBulkChange';
import { useLifecycleChoice } from '../../hooks/useLifecycleChoice';
import { useText } from '../../hooks/useText';
import { FormButtons } from '../FormButtons';
import { ChangeFailed } from '../lifecycle/ChangeFailed';
import { LifecycleFields } from '../lifecycle/LifecycleFields';

export interface BulkChangeFormProps {
  incidents: readonly IncidentSummary[];
  /** What is chosen at first. */
  choice: BulkChoice;
  /** Called with what became of them, and the state that they should come into. */
  onDone(outcome: BulkOutcome, state: LifecycleChange['state']): void;
  onClose(): void;
}

/** Which state the incidents should come into, until when, and why. */
export function BulkChangeForm(props: BulkChangeFormProps) {
  const { incidents, choice, onDone, onClose } = props;
  const t = useText();
  const choices = bulkChoicesOf(incidents);
  const fields = useLifecycleChoice(choices, choice);
  const [problem, setProblem] = useState<ChoiceProblem>();
  const { change, busy, error } = useBulkChange(incidents);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { choice: chosen, ...rest } = fields.chosen;
    if (busy || chosen === 'revoke') return;
    const wanted = changeOf({ ...rest, choice: chosen, now: new Date() });
    setProblem('problem' in wanted ? wanted.problem : undefined);
    if ('problem' in wanted) return;
    // An incident is never offered to be accepted.
    if (wanted.state === 'accepted') throw new TypeError('incidents');
    const outcome = await change(wanted);
    if (outcome) onDone(outcome, wanted.state);
  }

  return (
    <Stack component="form" noValidate spacing={1.5} onSubmit={submit}>
      <LifecycleFields choices={choices} fields={fields} problem={problem} />
      {error && <ChangeFailed error={error} />}
      <FormButtons
        submit={t(busy ? 'lifecycle.applying' : 'lifecycle.apply')}
        busy={busy}
        onCancel={onClose}
      />
    </Stack>
  );
}
