import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { TimelineEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { useText } from '../../hooks/useText';
import { TimelineItem } from './TimelineItem';

/** What happened before and at the beginning tells more than what has been repeated since. */
const FIRST = 8;
const LAST = 4;

export interface TimelineProps {
  /** Oldest first. */
  entries: readonly TimelineEntry[];
}

/** What happened, oldest first: how it began and what was last, and all of it on request. */
export function Timeline({ entries }: TimelineProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const isLong = entries.length > FIRST + LAST;
  const shown =
    isLong && !all
      ? [...entries.slice(0, FIRST), ...entries.slice(-LAST)]
      : entries;
  return (
    <>
      <Box component="ol" role="list" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown.map(entry => (
          <TimelineItem key={entry.id} entry={entry} />
        ))}
      </Box>
      {isLong && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all
            ? t('incidentPage.timeline.fewer')
            : t('incidentPage.timeline.all', { total: `${entries.length}` })}
        </Button>
      )}
    </>
  );
}
