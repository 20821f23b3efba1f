import Box from '@mui/material/Box';
import { LedgerEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useState } from 'react';
import { PlainList } from '../PlainList';
import { CitationButton } from './CitationButton';
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
  const [open, setOpen] = useState(false);
  const entryId = useId();
  return (
    <li>
      <CitationButton
        id={citation.id}
        open={open}
        controls={entryId}
        onClick={() => setOpen(!open)}
      />{' '}
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {citation.why}
      </Box>
      <div id={entryId} hidden={!open}>
        {open && entry && <LedgerFact entry={entry} />}
      </div>
    </li>
  );
}
