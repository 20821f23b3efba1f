import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { failureMessage } from '../../format/failures';
import { useMembers } from '../../hooks/useMembers';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { PlainList } from '../PlainList';
import { MemberFinding } from './MemberFinding';
import { Selection } from './selection';

const FIRST = 8;

export interface MembersPaneProps {
  /** Its findings are the root's first, then what follows from it. */
  incident: IncidentDetails;
  selection?: Selection;
}

/** What an incident joins: the first few, the chosen one, and all on request. */
export function MembersPane({ incident, selection }: MembersPaneProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const { findings, members: sent } = incident;
  const chosen = selection?.finding;
  const isFurther =
    chosen !== undefined && !sent.some(each => each.id === chosen);
  const { members, busy, error, load } = useMembers(incident, all || isFurther);
  if (findings.length === 0) return null;
  const shown = members.filter(
    ({ id }, index) => all || index < FIRST || id === chosen,
  );
  const total = `${findings.length}`;
  return (
    <Pane title={t('incidentPage.findings', { total })}>
      <PlainList>
        {shown.map(each => (
          <MemberFinding
            key={each.id}
            finding={each}
            selection={chosen === each.id ? selection : undefined}
          />
        ))}
      </PlainList>
      <Box role="status" sx={{ color: 'text.secondary' }}>
        {busy && t('incidentPage.members.loading')}
      </Box>
      {error && (
        <Alert
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={load}>
              {t('failure.retry')}
            </Button>
          }
        >
          {t('incidentPage.members.failed', { reason: failureMessage(error) })}
        </Alert>
      )}
      {findings.length > Math.min(FIRST, sent.length) && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all
            ? t('findings.fewerAffected')
            : t('findings.allAffected', { total })}
        </Button>
      )}
    </Pane>
  );
}
