import { ClusterScan } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

export interface ClusterCoverageProps {
  scan: ClusterScan;
}

/** How much of what could be checked was. Nothing before the first scan. */
export function ClusterCoverage({ scan }: ClusterCoverageProps) {
  const t = useText();
  const { detectorsRun: ran, detectorsSkipped } = scan;
  const total = ran + detectorsSkipped;
  if (total === 0) return null;
  return (
    <span
      title={t('health.coverageDetail', { ran: `${ran}`, total: `${total}` })}
    >
      {t('health.coverage', {
        percent: `${Math.floor((100 * ran) / total)}`,
      })}
    </span>
  );
}
