import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { isForbidden } from '../../format/failures';
import { useOverview } from '../../hooks/useOverview';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { ClusterHealthTable } from './ClusterHealthTable';
import { EntityHealthTable } from './EntityHealthTable';
import { HealthSummary } from './HealthSummary';
import { OpenTrend } from './OpenTrend';
import { RecentChanges } from './RecentChanges';
import { TimesToResolve } from './TimesToResolve';
import { TopCauses } from './TopCauses';

/** Where something is broken among all that the reader may see, and whether that gets better. */
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
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 3fr) minmax(0, 2fr)',
          },
          gap: 2,
        }}
      >
        <ByWhom overview={overview} />
        <Lately overview={overview} />
      </Box>
    </Stack>
  );
}

function ByWhom({ overview }: { overview: Overview }) {
  const t = useText();
  const { clusters, owners, systems, trend } = overview;
  return (
    <Stack spacing={2}>
      <ClusterHealthTable
        clusters={clusters}
        readsClusters={overview.readsClusters}
      />
      {owners.length > 0 && (
        <EntityHealthTable
          title={t('platform.owners.title')}
          kind={t('platform.owners.owner')}
          rows={owners.map(({ ownerRef, incidents }) => ({
            entityRef: ownerRef,
            incidents,
          }))}
          filtersOf={owner => ({ owner: [owner] })}
        />
      )}
      {systems.length > 0 && (
        <EntityHealthTable
          title={t('platform.systems.title')}
          kind={t('platform.systems.system')}
          rows={systems.map(({ systemRef, incidents }) => ({
            entityRef: systemRef,
            incidents,
          }))}
          filtersOf={system => ({ system: [system] })}
        />
      )}
      <OpenTrend days={trend.days} />
      <TimesToResolve weeks={trend.weeks} />
    </Stack>
  );
}

function Lately({ overview }: { overview: Overview }) {
  const { causes } = overview;
  return (
    <Stack spacing={2}>
      <RecentChanges overview={overview} />
      {causes.length > 0 && <TopCauses causes={causes} />}
    </Stack>
  );
}
