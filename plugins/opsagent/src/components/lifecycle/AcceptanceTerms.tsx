import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import {
  AcceptanceScope,
  acceptanceScopeSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Term, TERMS } from '../../format/acceptance';
import { useText } from '../../hooks/useText';

export interface AcceptanceTermsProps {
  term: Term;
  scope: AcceptanceScope;
  /** That of the object; absent when it is in none. */
  namespace?: string;
  onChooseTerm(term: Term): void;
  onChooseScope(scope: AcceptanceScope): void;
}

/** For how long a risk is accepted, and of what. */
export function AcceptanceTerms(props: AcceptanceTermsProps) {
  const { term, scope, namespace, onChooseTerm, onChooseScope } = props;
  const t = useText();
  return (
    <Stack spacing={1.5}>
      <TextField
        select
        size="small"
        label={t('acceptance.until')}
        value={term}
        onChange={event => {
          const chosen = TERMS.find(each => each === event.target.value);
          if (chosen) onChooseTerm(chosen);
        }}
        helperText={t('acceptance.worse')}
      >
        {TERMS.map(each => (
          <MenuItem key={each} value={each} dense>
            {t(`acceptance.term.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {namespace && (
        <RadioGroup aria-label={t('acceptance.scope.label')} value={scope}>
          <Typography variant="body2" color="text.secondary">
            {t('acceptance.scope.label')}
          </Typography>
          {acceptanceScopeSchema.options.map(each => (
            <FormControlLabel
              key={each}
              value={each}
              control={<Radio size="small" sx={{ p: 0.75 }} />}
              label={t(`acceptance.scope.${each}`, { namespace })}
              onChange={() => onChooseScope(each)}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          ))}
        </RadioGroup>
      )}
    </Stack>
  );
}
