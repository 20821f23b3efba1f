import { EvidenceOf } from '../../format/types';
import { useText } from '../../hooks/useText';
import { ObjectName } from '../ObjectName';

export interface AbsenceEvidenceProps {
  evidence: EvidenceOf<'absence'>;
}

/** An object, or a part of it, that was looked for and is not there. */
export function AbsenceEvidence({ evidence }: AbsenceEvidenceProps) {
  const t = useText();
  const { object, part } = evidence;
  return (
    <>
      <ObjectName object={object} />{' '}
      <strong>
        {part === undefined
          ? t('evidence.noSuchObject')
          : t('evidence.noSuchPart', { part })}
      </strong>
    </>
  );
}
