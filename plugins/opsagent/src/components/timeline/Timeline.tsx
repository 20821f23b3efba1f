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

/** What happened, oldest first: how it began and what was last, and on request what lies between. */
export function Timeline({ entries }: TimelineProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const isLong = entries.length > FIRST + LAST;
  const between = isLong ? entries.slice(FIRST, -LAST) : [];
  return (
    <Box component="ol" role="list" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {entries.slice(0, isLong ? FIRST : undefined).map(entry => (
        <TimelineItem key={entry.id} entry={entry} />
      ))}
      {isLong && (
        <li>
          <Button
            size="small"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            sx={{ textTransform: 'none' }}
          >
            {all
              ? t('incidentPage.timeline.fewer')
              : t('incidentPage.timeline.more', { count: between.length })}
          </Button>
        </li>
      )}
      {all &&
        between.map(entry => <TimelineItem key={entry.id} entry={entry} />)}
      {isLong &&
        entries
          .slice(-LAST)
          .map(entry => <TimelineItem key={entry.id} entry={entry} />)}
    </Box>
  );
}
