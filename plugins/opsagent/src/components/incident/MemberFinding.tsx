import Box from '@mui/material/Box';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { useId } from 'react';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { FindingDetails } from '../findings/FindingDetails';
import { SeverityLabel } from '../findings/SeverityLabel';
import { Since } from '../findings/Since';
import { Selection } from './selection';
import { useRevealed } from './useRevealed';

export interface MemberFindingProps {
  finding: StoredFinding;
  /** Given once it has been chosen. */
  selection?: Selection;
}

/** A finding that an incident joins, in two lines; its evidence is a click away. */
export function MemberFinding({ finding, selection }: MemberFindingProps) {
  const t = useText();
  const titleId = useId();
  const ref = useRevealed<HTMLElement>(selection);
  const { message, severity, since, title } = finding;
  return (
    <Box
      ref={ref}
      component="li"
      tabIndex={-1}
      aria-labelledby={titleId}
      sx={{
        p: 1,
        borderRadius: 1,
        typography: 'body2',
        bgcolor: selection ? 'action.selected' : undefined,
        '&:focus': { outline: '2px solid', outlineColor: 'primary.main' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
        }}
      >
        <SeverityLabel severity={severity} />
        <Box component="span" id={titleId} sx={{ fontWeight: 600 }}>
          {title}
        </Box>
        {since && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            <Since timestamp={since} />
          </Box>
        )}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>{message}</Box>
      <Disclosure label={t('findings.details')}>
        <FindingDetails finding={finding} />
      </Disclosure>
    </Box>
  );
}
