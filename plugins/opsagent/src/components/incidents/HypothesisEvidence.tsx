import { Hypothesis } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { EvidenceList } from '../findings/EvidenceList';

export interface HypothesisEvidenceProps {
  cause: Hypothesis;
}

/** Rows of what speaks for an explanation, what against it, and what was not read. */
export function HypothesisEvidence({ cause }: HypothesisEvidenceProps) {
  const t = useText();
  const { evidence, against, missing } = cause;
  return (
    <>
      <Fact label={t('incidents.because')}>
        {evidence.length > 0 ? (
          <EvidenceList evidence={evidence} />
        ) : (
          t('incidents.noneFor')
        )}
      </Fact>
      {against.length > 0 && (
        <Fact label={t('incidents.against')}>
          <EvidenceList evidence={against} />
        </Fact>
      )}
      {missing.length > 0 && (
        <Fact label={t('incidents.missing')}>
          <EvidenceList evidence={missing} />
        </Fact>
      )}
    </>
  );
}
