import Typography from '@mui/material/Typography';
import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { STATES } from '../../format/incidentFilters';
import { useIncidentsPath } from '../../hooks/useIncidentsPath';
import { useText } from '../../hooks/useText';
import { IncidentRow } from '../page/IncidentRow';
import { PlainList } from '../PlainList';
import { NumberLink } from './NumberLink';
import { Pane } from '../Pane';

export interface RecentChangesProps {
  overview: Pick<Overview, 'changes' | 'newest'>;
}

/** What has begun and what has ended since yesterday, and the open ones of what has begun. */
export function RecentChanges({ overview }: RecentChangesProps) {
  const t = useText();
  const pathTo = useIncidentsPath();
  const { changes, newest } = overview;
  const since = Date.parse(changes.since);
  const recent = newest.filter(each => Date.parse(each.firstSeenAt) >= since);
  return (
    <Pane title={t('platform.changes.title')}>
      <Typography variant="body2">
        <NumberLink
          number={changes.opened}
          to={pathTo({
            age: 'day',
            state: STATES.filter(each => each !== 'resolved'),
            order: 'newest',
          })}
        >
          {t('platform.changes.opened', { count: changes.opened })}
        </NumberLink>
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
    </Pane>
  );
}
