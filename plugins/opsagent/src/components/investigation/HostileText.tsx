import Alert from '@mui/material/Alert';
import { LedgerEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { CitationList } from './CitationList';

export interface HostileTextProps {
  /** Ids of what holds it. */
  ids: readonly string[];
  /** Everything that was seen. */
  entries: readonly LedgerEntry[];
}

/** Names text that tried to give a model instructions; nothing when there is none. */
export function HostileText({ entries, ids }: HostileTextProps) {
  const t = useText();
  if (ids.length === 0) return null;
  return (
    <Alert severity="warning">
      {t('investigation.verdict.hostile', { count: ids.length })}
      <CitationList
        citations={ids.map(id => ({ id, why: '' }))}
        entries={entries}
      />
    </Alert>
  );
}
