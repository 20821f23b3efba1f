import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';

const FIRST = 4;

export interface ConsequencesProps {
  findings: readonly StoredFinding[];
  /** How many more there are that this page does not show. */
  elsewhere: number;
}

/** What follows from a cause: a few lines, and all of them on request. */
export function Consequences({ findings, elsewhere }: ConsequencesProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, FIRST);
  return (
    <>
      <PlainList>
        {shown.map(({ id, title, message }) => (
          <Box component="li" key={id} sx={{ overflowWrap: 'anywhere' }}>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {title}
            </Box>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' · '}
              {message}
            </Box>
          </Box>
        ))}
        {elsewhere > 0 && (
          <Box component="li" sx={{ color: 'text.secondary' }}>
            {t('incidents.elsewhere', { count: elsewhere })}
          </Box>
        )}
      </PlainList>
      {findings.length > FIRST && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all
            ? t('findings.fewerAffected')
            : t('findings.allAffected', { total: `${findings.length}` })}
        </Button>
      )}
    </>
  );
}
