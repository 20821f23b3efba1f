import Box from '@mui/material/Box';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { PlainList } from '../PlainList';

export interface SymptomsProps {
  symptoms: StoredFinding['symptoms'];
}

/** What the finding also explains, folded: true, but not what one should mend. */
export function Symptoms({ symptoms }: SymptomsProps) {
  const t = useText();
  return (
    <Disclosure label={t('findings.alsoSeen', { count: symptoms.length })}>
      <PlainList>
        {symptoms.map(({ detector, title, message }) => (
          <Box
            component="li"
            key={`${detector} ${message}`}
            sx={{ typography: 'body2', overflowWrap: 'anywhere' }}
          >
            <strong>{title}</strong> {message}
          </Box>
        ))}
      </PlainList>
    </Disclosure>
  );
}
