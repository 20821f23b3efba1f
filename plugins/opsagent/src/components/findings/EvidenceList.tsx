import { Evidence } from '../../format/types';
import { useText } from '../../hooks/useText';
import { EvidenceItem } from '../evidence/EvidenceItem';
import { FirstItems } from '../FirstItems';

const FIRST = 4;

export interface EvidenceListProps {
  evidence: readonly Evidence[];
}

/** The facts that a finding rests on: the first few, and all of them on request. */
export function EvidenceList({ evidence }: EvidenceListProps) {
  const t = useText();
  if (evidence.length === 0) return <>{t('findings.noEvidence')}</>;
  return (
    <FirstItems
      items={evidence}
      first={FIRST}
      more={t('findings.allEvidence', { total: `${evidence.length}` })}
      fewer={t('findings.lessEvidence')}
    >
      {each => <EvidenceItem key={JSON.stringify(each)} evidence={each} />}
    </FirstItems>
  );
}
