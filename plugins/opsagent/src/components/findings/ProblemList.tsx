import Stack from '@mui/material/Stack';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { byAttention, looseProblems } from '../../format/attention';
import { causesFirst } from '../../format/causesFirst';
import { useText } from '../../hooks/useText';
import { FindingCard } from './FindingCard';

export interface ProblemListProps {
  health: EntityHealth;
}

/** What fails and belongs to no incident: worst first, and causes before what follows from them. What somebody has dealt with comes last. */
export function ProblemList({ health }: ProblemListProps) {
  const t = useText();
  const { unseen, acknowledged, snoozed } = byAttention(
    causesFirst(looseProblems(health)),
  );
  const problems = [...unseen, ...acknowledged, ...snoozed];
  if (problems.length === 0) return null;
  return (
    <Stack component="section" spacing={2} aria-label={t('findings.problems')}>
      {problems.map(finding => (
        <FindingCard
          key={`${finding.cluster}/${finding.id}`}
          finding={finding}
          cluster={health.clusters.find(each => each.name === finding.cluster)}
        />
      ))}
    </Stack>
  );
}
