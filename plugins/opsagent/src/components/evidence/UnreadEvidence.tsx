import { EvidenceOf } from '../../format/types';
import { ObjectName } from '../ObjectName';

export interface UnreadEvidenceProps {
  evidence: EvidenceOf<'unread'>;
}

/** Something that would have told more, and why it could not be read. */
export function UnreadEvidence({ evidence }: UnreadEvidenceProps) {
  const { object, reason } = evidence;
  return (
    <>
      <ObjectName object={object} /> <em>{reason}</em>
    </>
  );
}
