import Button from '@mui/material/Button';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { PlainList } from '../PlainList';
import { MemberFinding } from './MemberFinding';
import { Selection } from './selection';

const FIRST = 8;

export interface MembersPaneProps {
  /** The root's first, then what follows from it. */
  findings: readonly StoredFinding[];
  selection?: Selection;
}

/** What an incident joins: the first few, the chosen one, and all on request. */
export function MembersPane({ findings, selection }: MembersPaneProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = findings.filter(
    ({ id }, index) => all || index < FIRST || id === selection?.finding,
  );
  const total = `${findings.length}`;
  return (
    <Pane title={t('incidentPage.findings', { total })}>
      <PlainList>
        {shown.map(each => (
          <MemberFinding
            key={each.id}
            finding={each}
            selection={selection?.finding === each.id ? selection : undefined}
          />
        ))}
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
            : t('findings.allAffected', { total })}
        </Button>
      )}
    </Pane>
  );
}
