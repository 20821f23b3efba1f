import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { isForbidden } from '../../format/failures';
import { useIncident } from '../../hooks/useIncident';
import { useListSearch } from '../../hooks/useListSearch';
import { useText } from '../../hooks/useText';
import { incidentsRouteRef } from '../../routes';
import { AlertSection } from '../alerts/AlertSection';
import { IncidentCard } from '../incidents/IncidentCard';
import { LifecycleChanges } from '../lifecycle/LifecycleChanges';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { LifeTimeline } from './LifeTimeline';

export interface IncidentPageProps {
  id: string;
}

/** One incident with everything that is known of it, and its life. */
export function IncidentPage({ id }: IncidentPageProps) {
  const t = useText();
  const search = useListSearch();
  const incidentsPath = useRouteRef(incidentsRouteRef);
  const { value, error, refresh } = useIncident(id);
  if (error && isForbidden(error)) {
    return <ForbiddenState title={t('page.forbidden')} />;
  }
  if (!value) {
    return error ? (
      <FailedState subject="incidents" error={error} onRetry={refresh} />
    ) : (
      <LoadingState subject="incidents" />
    );
  }
  const { incident, transitions } = value;
  return (
    <LifecycleChanges refresh={refresh}>
      <Stack spacing={2} sx={{ maxWidth: 1200 }}>
        <Link to={`${incidentsPath()}${search && `?${search}`}`}>
          {t('page.back')}
        </Link>
        {error && (
          <RefreshFailed subject="incidents" error={error} onRetry={refresh} />
        )}
        <IncidentCard
          incident={incident}
          context={{ findings: incident.members, clusters: [] }}
        />
        <AlertSection alerts={incident.alerts} incident={incident.id} />
        <Paper
          component="section"
          variant="outlined"
          aria-label={t('page.timeline')}
          sx={{ p: 2 }}
        >
          <Typography
            component="h3"
            sx={{ fontSize: '1.05rem', fontWeight: 700, mb: 1 }}
          >
            {t('page.timeline')}
          </Typography>
          <LifeTimeline transitions={transitions} />
        </Paper>
      </Stack>
    </LifecycleChanges>
  );
}
