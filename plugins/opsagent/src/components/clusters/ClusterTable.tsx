import { Link } from '@backstage/core-components';
import Stack from '@mui/material/Stack';
import {
  checksOf,
  ClusterSummary,
} from '@opsagent/backstage-plugin-opsagent-common';
import { countChecks } from '../../format/countChecks';
import { clusterName } from '../../format/clusterNames';
import { isReadWhole } from '../../format/platformHealth';
import { clusterScanOf } from '../../format/clusterScanOf';
import { useClusterPaths } from '../../hooks/useClusterPaths';
import { useText } from '../../hooks/useText';
import { CheckCoverage } from '../health/CheckCoverage';
import { ClusterScanAge } from '../platform/ClusterScanAge';
import { HealthTable } from '../platform/HealthTable';
import { OpenIncidents } from '../platform/OpenIncidents';
import { NodeFigures } from './NodeFigures';
import { PodFigures } from './PodFigures';
import { ResourceBar } from './ResourceBar';

export interface ClusterTableProps {
  clusters: readonly ClusterSummary[];
}

/** Clusters as rows: what fails, what is known, and how much is asked for. */
export function ClusterTable({ clusters }: ClusterTableProps) {
  const t = useText();
  const paths = useClusterPaths();
  const told = clusters.some(each => each.incidents);
  const bar = (resource: 'cpu' | 'memory') => ({
    title: t(`clusterPages.column.${resource}`),
    width: 'minmax(0, 3fr)',
    cell: ({ resources }: ClusterSummary) =>
      resources?.pods && (
        <ResourceBar
          label={t(`clusterPages.column.${resource}`)}
          resource={resource}
          requests={resources.pods.requests[resource]}
          limits={resources.pods.limits[resource]}
          allocatable={resources.nodes?.allocatable[resource]}
        />
      ),
  });
  const columns = [
    {
      title: t('clusterPages.column.cluster'),
      width: 'minmax(0, 2fr)',
      cell: (cluster: ClusterSummary) => (
        <Link to={paths.cluster(cluster.name)}>{clusterName(cluster)}</Link>
      ),
    },
    ...(told
      ? [
          {
            title: t('platform.incidents.all'),
            width: 'minmax(0, 2fr)',
            cell: (cluster: ClusterSummary) =>
              cluster.incidents && (
                <OpenIncidents
                  counts={cluster.incidents}
                  filters={{ cluster: [cluster.name] }}
                  healthy={isReadWhole({ scan: clusterScanOf(cluster) })}
                />
              ),
          },
        ]
      : []),
    {
      title: t('clusterPages.scan.last'),
      width: 'minmax(0, 2fr)',
      cell: (cluster: ClusterSummary) => (
        <Stack>
          <ClusterScanAge scan={clusterScanOf(cluster)} />
          <CheckCoverage checks={countChecks([checksOf(cluster.coverage)])} />
        </Stack>
      ),
    },
    {
      title: t('clusterPages.column.nodesAndPods'),
      width: 'minmax(0, 2fr)',
      cell: ({ resources }: ClusterSummary) =>
        resources && (
          <Stack>
            <NodeFigures nodes={resources.nodes} unread={resources.unread} />
            <PodFigures short pods={resources.pods} unread={resources.unread} />
          </Stack>
        ),
    },
    bar('cpu'),
    bar('memory'),
  ];
  return (
    <HealthTable
      label={t('clusterPages.title')}
      columns={columns}
      rows={clusters}
      keyOf={each => each.name}
    />
  );
}
