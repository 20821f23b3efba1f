import Button from '@mui/material/Button';
import { useState } from 'react';
import { Evidence } from '../../format/types';
import { useText } from '../../hooks/useText';
import { EvidenceItem } from '../evidence/EvidenceItem';
import { PlainList } from '../PlainList';

const FIRST = 4;

export interface EvidenceListProps {
  evidence: readonly Evidence[];
}

/** The facts that a finding rests on: the first few, and all of them on request. */
export function EvidenceList({ evidence }: EvidenceListProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const shown = all ? evidence : evidence.slice(0, FIRST);
  if (evidence.length === 0) return <>{t('findings.noEvidence')}</>;
  return (
    <>
      <PlainList>
        {shown.map(each => (
          <EvidenceItem key={JSON.stringify(each)} evidence={each} />
        ))}
      </PlainList>
      {evidence.length > FIRST && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all
            ? t('findings.lessEvidence')
            : t('findings.allEvidence', { total: `${evidence.length}` })}
        </Button>
      )}
    </>
  );
}
