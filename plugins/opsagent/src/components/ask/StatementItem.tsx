import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import {
  Answer,
  LedgerEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useState } from 'react';
import { useText } from '../../hooks/useText';
import { CitationButton } from '../investigation/CitationButton';
import { LedgerFact } from '../investigation/LedgerFact';

export interface StatementItemProps {
  statement: Answer['statements'][number];
  /** Everything that is cited. */
  entries: readonly LedgerEntry[];
}

/** One thing that a model says, with what it cites for it. */
export function StatementItem({ entries, statement }: StatementItemProps) {
  const t = useText();
  const factsId = useId();
  const [open, setOpen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setOpen(
      open.includes(id) ? open.filter(each => each !== id) : [...open, id],
    );
  return (
    <li>
      <Box
        component="span"
        sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {statement.text}
      </Box>{' '}
      {statement.evidence.map(id => (
        <CitationButton
          key={id}
          id={id}
          open={open.includes(id)}
          controls={factsId}
          onClick={() => toggle(id)}
        />
      ))}
      {!statement.isProven && (
        <>
          <Chip
            size="small"
            variant="outlined"
            label={t('ask.answer.unproven')}
            sx={{ m: 0 }}
          />{' '}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('ask.answer.unprovenDetail')}
          </Box>
        </>
      )}
      <div id={factsId} hidden={open.length === 0}>
        {entries
          .filter(each => open.includes(each.id))
          .map(each => (
            <LedgerFact key={each.id} entry={each} />
          ))}
      </div>
    </li>
  );
}
