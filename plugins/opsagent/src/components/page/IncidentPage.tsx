import Stack from '@mui/material/Stack';
import { useCallback } from 'react';
import { isForbidden } from '../../format/failures';
import { useIncident } from '../../hooks/useIncident';
import { useIncidentGraph } from '../../hooks/useIncidentGraph';
import { useIncidentTimeline } from '../../hooks/useIncidentTimeline';
import { useText } from '../../hooks/useText';
import { WholeIncident } from '../incident/WholeIncident';
import { LifecycleChanges } from '../lifecycle/LifecycleChanges';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { DocumentTitle } from './DocumentTitle';
import { WayBack } from './WayBack';

export interface IncidentPageProps {
  id: string;
}

/** One incident with everything that is known of it, and its life. */
export function IncidentPage({ id }: IncidentPageProps) {
  const t = useText();
  const { value: incident, error, refresh } = useIncident(id);
  const graph = useIncidentGraph(id);
  const timeline = useIncidentTimeline(id);
  const { refresh: refreshTimeline } = timeline;
  const refreshAll = useCallback(async () => {
    await Promise.all([refresh(), refreshTimeline()]);
  }, [refresh, refreshTimeline]);
  if (error && isForbidden(error)) {
    return <ForbiddenState title={t('page.forbidden')} />;
  }
  if (!incident) {
    return (
      <Stack spacing={2}>
        <WayBack />
        {error ? (
          <FailedState subject="incident" error={error} onRetry={refresh} />
        ) : (
          <LoadingState subject="incident" />
        )}
      </Stack>
    );
  }
  return (
    <LifecycleChanges refresh={refreshAll}>
      <DocumentTitle names={[incident.title, t('platform.tab.incidents')]} />
      <Stack spacing={2}>
        <WayBack />
        {error && (
          <RefreshFailed subject="incident" error={error} onRetry={refresh} />
        )}
        <WholeIncident incident={incident} graph={graph} timeline={timeline} />
      </Stack>
    </LifecycleChanges>
  );
}
