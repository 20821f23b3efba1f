import {
  EntityHealth,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { byAttention } from '../../format/attention';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { Fold } from '../Fold';
import { FoldedFinding } from './FoldedFinding';

export interface FoldedFindingsProps {
  tier: 'risk' | 'hygiene';
  health: EntityHealth;
}

/** Findings that can wait, folded under their tier; those that somebody has acknowledged come last, those snoozed behind a fold of their own. Shows nothing when there are none. */
export function FoldedFindings({ tier, health }: FoldedFindingsProps) {
  const t = useText();
  const { unseen, acknowledged, snoozed } = byAttention(
    health.findings.filter(each => each.tier === tier),
  );
  const waiting = [...unseen, ...acknowledged];
  if (waiting.length + snoozed.length === 0) return null;
  const list = (findings: readonly StoredFinding[]) =>
    findings.map(finding => (
      <FoldedFinding
        key={`${finding.cluster}/${finding.id}`}
        finding={finding}
        cluster={health.clusters.find(each => each.name === finding.cluster)}
      />
    ));
  const title = t(tier === 'risk' ? 'findings.risks' : 'findings.hygiene');
  return (
    <Fold title={`${title} (${waiting.length})`}>
      {list(waiting)}
      {snoozed.length > 0 && (
        <Disclosure
          label={t('findings.snoozed', { total: `${snoozed.length}` })}
        >
          {list(snoozed)}
        </Disclosure>
      )}
    </Fold>
  );
}
