import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@mui/material/Typography';
import {
  ClusterHealth,
  opsagentClusterReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { countChecks } from '../../format/countChecks';
import { clusterName } from '../../format/clusterNames';
import { isReadWhole } from '../../format/platformHealth';
import { useText } from '../../hooks/useText';
import { clusterRouteRef } from '../../routes';
import { CheckCoverage } from '../health/CheckCoverage';
import { ClusterScanAge } from './ClusterScanAge';
import { HealthTable } from './HealthTable';
import { OpenIncidents } from './OpenIncidents';
import { Pane } from '../Pane';

export interface ClusterHealthTableProps {
  /** The worst first. */
  clusters: readonly ClusterHealth[];
  /** Whether the reader may read clusters at all. */
  readsClusters: boolean;
}

/** How each cluster fares, and how much of that is known. */
export function ClusterHealthTable({
  clusters,
  readsClusters,
}: ClusterHealthTableProps) {
  const t = useText();
  const clusterPath = useRouteRef(clusterRouteRef);
  const title = t('platform.clusters.title');
  const scansKnown = clusters.some(each => each.scan);
  const columns = [
    {
      title: t('platform.clusters.cluster'),
      width: 'minmax(0, 1fr)',
      cell: (cluster: ClusterHealth) =>
        cluster.scan ? (
          <Link to={clusterPath({ cluster: cluster.name })}>
            {clusterName(cluster)}
          </Link>
        ) : (
          clusterName(cluster)
        ),
    },
    {
      title: t('platform.incidents.all'),
      width: 'minmax(0, 2fr)',
      cell: (cluster: ClusterHealth) => (
        <OpenIncidents
          counts={cluster.incidents}
          filters={{ cluster: [cluster.name] }}
          healthy={isReadWhole(cluster)}
        />
      ),
    },
    ...(scansKnown
      ? [
          {
            title: t('platform.clusters.coverage'),
            width: 'minmax(0, 1fr)',
            cell: ({ scan }: ClusterHealth) =>
              scan && <CheckCoverage checks={countChecks([scan])} />,
          },
          {
            title: t('platform.clusters.scan'),
            width: 'minmax(0, 1fr)',
            cell: ({ scan }: ClusterHealth) =>
              scan && <ClusterScanAge scan={scan} />,
          },
        ]
      : []),
  ];
  return (
    <Pane title={title}>
      {clusters.length > 0 && (
        <HealthTable
          label={title}
          columns={columns}
          rows={clusters}
          keyOf={each => each.name}
        />
      )}
      {!scansKnown && <WhyNoScans readsClusters={readsClusters} />}
    </Pane>
  );
}

function WhyNoScans({ readsClusters }: { readsClusters: boolean }) {
  const t = useText();
  const permission = opsagentClusterReadPermission.name;
  return (
    <Typography variant="body2" color="text.secondary">
      {readsClusters
        ? t('page.gap.none')
        : t('platform.clusters.hidden', { permission })}
    </Typography>
  );
}
