import { Entity } from '@backstage/catalog-model';
import Stack from '@mui/material/Stack';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { narrowTo, overviewOf, worstClustersFirst } from '../format/overview';
import { useClusterFilter } from '../hooks/useClusterFilter';
import { AlertSection } from './alerts/AlertSection';
import { IncidentList } from './incidents/IncidentList';
import { LifecycleChanges } from './lifecycle/LifecycleChanges';
import { AcceptedRisks } from './findings/AcceptedRisks';
import { FoldedFindings } from './findings/FoldedFindings';
import { ProblemList } from './findings/ProblemList';
import { ClusterNotices } from './health/ClusterNotices';
import { ClusterStrip } from './health/ClusterStrip';
import { CoverageGaps } from './health/CoverageGaps';
import { HealthLine } from './health/HealthLine';
import { LeftOut } from './health/LeftOut';
import { OverviewState } from './states/OverviewState';
import { RefreshFailed } from './states/RefreshFailed';

export interface DiagnosisReportProps {
  entity: Entity;
  health: EntityHealth;
  /** Why the last refresh failed; the health is then older than it should be. */
  error?: Error;
  refresh(): Promise<void>;
}

/** Everything the Diagnosis tab says once there is an answer, worst first. */
export function DiagnosisReport(props: DiagnosisReportProps) {
  const { entity, error, refresh } = props;
  const clusters = worstClustersFirst(props.health);
  const filter = useClusterFilter(clusters.map(each => each.name));
  const health = narrowTo({ ...props.health, clusters }, filter.cluster);
  const overview = overviewOf(health);

  return (
    <LifecycleChanges refresh={refresh}>
      <Stack spacing={2} sx={{ maxWidth: 1200 }}>
        {error && <RefreshFailed error={error} onRetry={refresh} />}
        <HealthLine health={health} overview={overview} refresh={refresh} />
        {clusters.length > 1 && (
          <ClusterStrip
            health={props.health}
            clusters={clusters}
            selected={filter.cluster}
            onSelect={filter.select}
          />
        )}
        <ClusterNotices clusters={health.clusters} />
        <LeftOut counts={props.health.leftOut} />
        <OverviewState overview={overview} entity={entity} health={health} />
        <IncidentList health={health} />
        <ProblemList health={health} />
        <AlertSection alerts={health.alerts} />
        <CoverageGaps clusters={health.clusters} />
        <FoldedFindings tier="risk" health={health} />
        <FoldedFindings tier="hygiene" health={health} />
        <AcceptedRisks health={health} />
      </Stack>
    </LifecycleChanges>
  );
}
