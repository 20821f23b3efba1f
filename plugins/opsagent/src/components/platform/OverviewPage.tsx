import Stack from '@mui/material/Stack';
import { isForbidden } from '../../format/failures';
import { useOverview } from '../../hooks/useOverview';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { ClusterHealthTable } from './ClusterHealthTable';
import { HealthSummary } from './HealthSummary';
import { NewestIncidents } from './NewestIncidents';

/** Where something is broken among all that the reader may see. */
export function OverviewPage() {
  const t = useText();
  const { overview, error, refresh } = useOverview();
  if (error && isForbidden(error))
    return <ForbiddenState title={t('platform.forbidden')} />;
  if (!overview)
    return error ? (
      <FailedState subject="overview" error={error} onRetry={refresh} />
    ) : (
      <LoadingState subject="overview" />
    );
  return (
    <Stack spacing={2}>
      {error && (
        <RefreshFailed subject="overview" error={error} onRetry={refresh} />
      )}
      <HealthSummary overview={overview} />
      <ClusterHealthTable clusters={overview.clusters} />
      {overview.newest.length > 0 && (
        <NewestIncidents incidents={overview.newest} />
      )}
    </Stack>
  );
}
