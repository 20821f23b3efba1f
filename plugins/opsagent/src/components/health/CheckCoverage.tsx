import { CheckCounts } from '../../format/countChecks';
import { useText } from '../../hooks/useText';

export interface CheckCoverageProps {
  checks: CheckCounts;
}

/** How many of the checks ran, and how much was not read. Nothing before the first scan. */
export function CheckCoverage({ checks }: CheckCoverageProps) {
  const t = useText();
  const { ran, total, unread } = checks;
  if (total === 0) return null;
  return (
    <span>
      {ran === total
        ? t('health.allChecksRan', { count: total })
        : t('health.checksRan', { ran: `${ran}`, count: total })}
      {unread > 0 && ` · ${t('health.kindsUnread', { count: unread })}`}
    </span>
  );
}
