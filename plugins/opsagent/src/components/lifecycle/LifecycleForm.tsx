import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { FormEvent, useState } from 'react';
import {
  changeOf,
  ChoiceProblem,
  choicesOf,
} from '../../format/lifecycleChoice';
import { useLifecycleChoice } from '../../hooks/useLifecycleChoice';
import {
  isAcceptable,
  LifecycleTarget,
  useLifecycleChange,
} from '../../hooks/useLifecycleChange';
import { useText } from '../../hooks/useText';
import { useUnseenChange } from '../../hooks/useUnseenChange';
import { FormButtons } from '../FormButtons';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { ChangeFailed } from './ChangeFailed';
import { LifecycleFields } from './LifecycleFields';

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
  const acceptable = isAcceptable(target);
  const acceptance = acceptable ? target.acceptance : undefined;
  const choices = choicesOf(life.state, {
    acceptable,
    ofNamespace: acceptance !== undefined,
  });
  const fields = useLifecycleChoice(choices);
  const { unseen, asked, confirm } = useUnseenChange(life);
  const [problem, setProblem] = useState<ChoiceProblem>();
  const { change, revoke, busy, error } = useLifecycleChange(target);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || choices.length === 0) return;
    const { choice, ...rest } = fields.chosen;
    if (choice === 'revoke') {
      if (acceptance && confirm() && (await revoke(acceptance))) onClose();
      return;
    }
    const wanted = changeOf({ ...rest, choice, now: new Date() });
    setProblem('problem' in wanted ? wanted.problem : undefined);
    if ('problem' in wanted || !confirm()) return;
    const expected = { stateSince: life.stateSince };
    if (await change({ ...wanted, expected })) onClose();
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
      <LifecycleFields
        choices={choices}
        fields={fields}
        problem={problem}
        namespace={acceptable ? target.namespace : undefined}
      />
      {error && (
        <ChangeFailed
          error={error}
          accepting={fields.chosen.choice === 'accepted'}
        />
      )}
      <FormButtons
        submit={
          choices.length > 0
            ? t(busy ? 'lifecycle.applying' : apply)
            : undefined
        }
        busy={busy}
        onCancel={onClose}
      />
    </Stack>
  );
}
