import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Fold } from '../Fold';
import { FoldedFinding } from './FoldedFinding';

export interface AcceptedRisksProps {
  health: EntityHealth;
}

/** What somebody answers for leaving as it is, with who, why and until when. Shows nothing when there is none. */
export function AcceptedRisks({ health }: AcceptedRisksProps) {
  const t = useText();
  const accepted = health.findings.filter(each => each.state === 'accepted');
  if (accepted.length === 0) return null;
  return (
    <Fold title={t('acceptance.fold', { total: `${accepted.length}` })}>
      {accepted.map(finding => (
        <FoldedFinding
          key={`${finding.cluster}/${finding.id}`}
          finding={finding}
          cluster={health.clusters.find(each => each.name === finding.cluster)}
        />
      ))}
    </Fold>
  );
}
