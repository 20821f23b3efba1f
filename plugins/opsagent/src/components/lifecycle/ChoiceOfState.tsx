import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { Choice } from '../../format/lifecycleChoice';
import { useText } from '../../hooks/useText';

export interface ChoiceOfStateProps {
  choices: readonly Choice[];
  chosen: Choice;
  onChoose(choice: Choice): void;
}

/** The states to choose from. */
export function ChoiceOfState(props: ChoiceOfStateProps) {
  const { choices, chosen, onChoose } = props;
  const t = useText();
  const words = (choice: Choice) => {
    if (choice === 'acknowledged') return t('lifecycle.acknowledge');
    if (choice === 'accepted') return t('acceptance.accept');
    if (choice === 'revoke') return t('acceptance.revoke');
    return choice === 'open'
      ? t('lifecycle.open')
      : t(`lifecycle.snooze.${choice}`);
  };
  return (
    <RadioGroup aria-label={t('lifecycle.choice')} value={chosen}>
      {choices.map(choice => (
        <FormControlLabel
          key={choice}
          value={choice}
          control={<Radio size="small" sx={{ p: 0.75 }} />}
          label={words(choice)}
          onChange={() => onChoose(choice)}
          slotProps={{ typography: { variant: 'body2' } }}
        />
      ))}
    </RadioGroup>
  );
}
