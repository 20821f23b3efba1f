import { useRouteRef } from '@backstage/core-plugin-api';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { isForbidden } from '../../format/failures';
import { searchOf } from '../../format/incidentFilters';
import { useTeamIncidents } from '../../hooks/useTeamIncidents';
import { useText } from '../../hooks/useText';
import { incidentsPageRouteRef } from '../../routes';
import { IncidentRow } from '../page/IncidentRow';
import { PlainList } from '../PlainList';
import { NumberLink } from '../platform/NumberLink';
import { CardPending } from '../states/CardPending';
import { RefreshFailed } from '../states/RefreshFailed';

const SHOWN = 5;

/** The worst open incidents of what the reader's teams own. */
export function TeamIncidents() {
  const t = useText();
  const incidentsPath = useRouteRef(incidentsPageRouteRef);
  const { owners, list, error, refresh } = useTeamIncidents(SHOWN);
  if (!list || (error && isForbidden(error)))
    return (
      <CardPending error={error} loading={t('page.loading')} lines={[60, 80]} />
    );
  return (
    <Stack spacing={1}>
      {error && (
        <RefreshFailed subject="incidents" error={error} onRetry={refresh} />
      )}
      {list.totalItems === 0 ? (
        <Typography variant="body2">{t('home.none')}</Typography>
      ) : (
        <PlainList>
          {list.items.map(incident => (
            <IncidentRow key={incident.id} incident={incident} />
          ))}
        </PlainList>
      )}
      {list.totalItems > list.items.length && (
        <Typography variant="body2">
          <NumberLink
            number={list.totalItems}
            to={
              incidentsPath &&
              `${incidentsPath()}?${searchOf({ filters: { owner: owners }, order: 'severity' })}`
            }
          >
            {t('home.all', { count: list.totalItems })}
          </NumberLink>
        </Typography>
      )}
    </Stack>
  );
}
