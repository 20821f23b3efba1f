import Typography from '@mui/material/Typography';
import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { IncidentRow } from '../page/IncidentRow';
import { PlainList } from '../PlainList';
import { OverviewSection } from './OverviewSection';

export interface RecentChangesProps {
  overview: Pick<Overview, 'changes' | 'newest'>;
}

/** What has begun and what has ended since yesterday, and the open ones of what has begun. */
export function RecentChanges({ overview }: RecentChangesProps) {
  const t = useText();
  const { changes, newest } = overview;
  const since = Date.parse(changes.since);
  const recent = newest.filter(each => Date.parse(each.firstSeenAt) >= since);
  return (
    <OverviewSection title={t('platform.changes.title')}>
      <Typography variant="body2">
        <span>{t('platform.changes.opened', { count: changes.opened })}</span>
        {', '}
        <span>
          {t('platform.changes.resolved', { count: changes.resolved })}
        </span>
      </Typography>
      {recent.length > 0 && (
        <PlainList>
          {recent.map(incident => (
            <IncidentRow key={incident.id} incident={incident} />
          ))}
        </PlainList>
      )}
    </OverviewSection>
  );
}
