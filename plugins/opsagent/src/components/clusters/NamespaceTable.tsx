import { Link } from '@backstage/core-components';
import {
  ClusterDetails,
  NamespaceSummary,
} from '@opsagent/backstage-plugin-opsagent-common';
import { clusterScanOf } from '../../format/clusterScanOf';
import { isReadWhole } from '../../format/platformHealth';
import { useClusterPaths } from '../../hooks/useClusterPaths';
import { useText } from '../../hooks/useText';
import { HealthTable } from '../platform/HealthTable';
import { OpenIncidents } from '../platform/OpenIncidents';
import { PodFigures } from './PodFigures';
import { ResourceBar } from './ResourceBar';
import { WorkloadFigures } from './WorkloadFigures';

export interface NamespaceTableProps {
  cluster: ClusterDetails;
  namespaces: readonly NamespaceSummary[];
}

/** Namespaces as rows: what fails, what runs, and how much of the cluster is asked for. */
export function NamespaceTable(props: NamespaceTableProps) {
  const { cluster, namespaces } = props;
  const t = useText();
  const paths = useClusterPaths();
  const allocatable = cluster.resources?.nodes?.allocatable;
  const healthy = isReadWhole({ scan: clusterScanOf(cluster) });
  const bar = (resource: 'cpu' | 'memory') => ({
    title: t(`clusterPages.column.${resource}`),
    width: 'minmax(0, 3fr)',
    cell: ({ pods }: NamespaceSummary) =>
      pods && (
        <ResourceBar
          label={t(`clusterPages.column.${resource}`)}
          resource={resource}
          requests={pods.requests[resource]}
          limits={pods.limits[resource]}
          whole={allocatable?.[resource]}
        />
      ),
  });
  const told = namespaces.some(each => each.incidents);
  const columns = [
    {
      title: t('clusterPages.column.name'),
      width: 'minmax(0, 2fr)',
      cell: ({ name, phase }: NamespaceSummary) => (
        <>
          <Link to={paths.namespace(cluster.name, name)}>{name}</Link>
          {phase === 'Terminating' && ` (${phase})`}
        </>
      ),
    },
    ...(told
      ? [
          {
            title: t('platform.incidents.all'),
            width: 'minmax(0, 2fr)',
            cell: ({ name, incidents }: NamespaceSummary) =>
              incidents && (
                <OpenIncidents
                  counts={incidents}
                  filters={{ cluster: [cluster.name], namespace: [name] }}
                  healthy={healthy}
                />
              ),
          },
        ]
      : []),
    {
      title: t('clusterPages.column.pods'),
      width: 'minmax(0, 2fr)',
      cell: (each: NamespaceSummary) => (
        <PodFigures short pods={each.pods} unread={each.unread} />
      ),
    },
    {
      title: t('clusterPages.column.workloads'),
      width: 'minmax(0, 2fr)',
      cell: (each: NamespaceSummary) => (
        <WorkloadFigures workloads={each.workloads} unread={each.unread} />
      ),
    },
    bar('cpu'),
    bar('memory'),
  ];
  return (
    <HealthTable
      label={t('clusterPages.namespaces.title')}
      columns={columns}
      rows={namespaces}
      keyOf={each => each.name}
    />
  );
}
