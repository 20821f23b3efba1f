import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { LedgerEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useState } from 'react';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';
import { LedgerFact } from './LedgerFact';

interface Citation {
  id: string;
  why: string;
}

export interface CitationListProps {
  citations: readonly Citation[];
  /** Everything that was seen. */
  entries: readonly LedgerEntry[];
}

/** What a claim rests on, each opening what was seen. */
export function CitationList({ citations, entries }: CitationListProps) {
  return (
    <PlainList>
      {citations.map(citation => (
        <CitationItem
          key={`${citation.id} ${citation.why}`}
          citation={citation}
          entry={entries.find(each => each.id === citation.id)}
        />
      ))}
    </PlainList>
  );
}

function CitationItem({
  citation,
  entry,
}: {
  citation: Citation;
  entry?: LedgerEntry;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const entryId = useId();
  return (
    <li>
      <Button
        size="small"
        aria-expanded={open}
        aria-controls={entryId}
        aria-label={t('investigation.verdict.show', { id: citation.id })}
        onClick={() => setOpen(!open)}
        sx={{ minWidth: 0, py: 0, px: 0.5, fontFamily: 'monospace' }}
      >
        {citation.id}
      </Button>{' '}
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {citation.why}
      </Box>
      <div id={entryId} hidden={!open}>
        {open && entry && <LedgerFact entry={entry} />}
      </div>
    </li>
  );
}
