import Stack from '@mui/material/Stack';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { causesFirst } from '../../format/causesFirst';
import { useText } from '../../hooks/useText';
import { FindingCard } from './FindingCard';

export interface ProblemListProps {
  health: EntityHealth;
}

/** What fails now: worst first, and causes before what follows from them. */
export function ProblemList({ health }: ProblemListProps) {
  const t = useText();
  const problems = causesFirst(
    health.findings.filter(each => each.tier === 'problem'),
  );
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
