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
  overview: Pick<Overview, 'changes' | 'recent'>;
}

/** What has begun and what has ended since yesterday, and the worst of what has begun. */
export function RecentChanges({ overview }: RecentChangesProps) {
  const t = useText();
  const pathTo = useIncidentsPath();
  const { changes, recent } = overview;
  const begun = pathTo({
    age: 'day',
    state: STATES.filter(each => each !== 'resolved'),
  });
  const left = changes.opened - recent.length;
  return (
    <Pane title={t('platform.changes.title')}>
      <Typography variant="body2">
        <NumberLink number={changes.opened} to={begun}>
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
      {left > 0 && (
        <Typography variant="body2">
          <NumberLink number={left} to={begun}>
            {t('platform.changes.left', { count: left })}
          </NumberLink>
        </Typography>
      )}
    </Pane>
  );
}
