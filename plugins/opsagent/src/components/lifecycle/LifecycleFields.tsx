import TextField from '@mui/material/TextField';
import { LONGEST_REASON } from '@opsagent/backstage-plugin-opsagent-common';
import { Choice, ChoiceProblem } from '../../format/lifecycleChoice';
import { LifecycleChoice } from '../../hooks/useLifecycleChoice';
import { useText } from '../../hooks/useText';
import { AcceptanceTerms } from './AcceptanceTerms';
import { ChoiceOfState } from './ChoiceOfState';
import { SnoozeEnd } from './SnoozeEnd';

export interface LifecycleFieldsProps {
  choices: readonly Choice[];
  fields: LifecycleChoice;
  problem?: ChoiceProblem;
  /** In which an acceptance may be for all; absent where there is none. */
  namespace?: string;
}

/** The fields of a form in which a state is changed: which, until when, and why. */
export function LifecycleFields(props: LifecycleFieldsProps) {
  const { choices, fields, problem, namespace } = props;
  const { chosen, pick, type, giveReason, chooseTerm, chooseScope } = fields;
  const t = useText();
  const { choice } = chosen;
  const unsaid = problem === 'unsaid' && choice === 'accepted';
  return (
    <>
      {choices.length > 0 && (
        <ChoiceOfState choices={choices} chosen={choice} onChoose={pick} />
      )}
      {choice === 'custom' && (
        <SnoozeEnd
          typed={chosen.typed}
          problem={problem === 'unsaid' ? undefined : problem}
          onType={type}
        />
      )}
      {choice === 'accepted' && (
        <AcceptanceTerms
          term={chosen.term}
          scope={chosen.scope}
          namespace={namespace}
          onChooseTerm={chooseTerm}
          onChooseScope={chooseScope}
        />
      )}
      {choice !== 'revoke' && (
        <TextField
          size="small"
          multiline
          maxRows={4}
          required={choice === 'accepted'}
          label={t(choice === 'accepted' ? 'acceptance.why' : 'lifecycle.why')}
          InputLabelProps={{ required: false }}
          value={chosen.reason}
          onChange={event => giveReason(event.target.value)}
          inputProps={{ maxLength: LONGEST_REASON }}
          error={unsaid}
          helperText={unsaid && t('acceptance.unsaid')}
          FormHelperTextProps={{ role: 'alert' }}
        />
      )}
    </>
  );
}
