import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { NodeDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useClusterPaths } from '../../hooks/useClusterPaths';
import { useText } from '../../hooks/useText';
import { HealthTable } from '../platform/HealthTable';
import { NodeState } from './NodeState';
import { PodFigures } from './PodFigures';
import { ResourceBar } from './ResourceBar';

export interface NodeTableProps {
  cluster: string;
  nodes: readonly NodeDetails[];
}

/** Nodes as rows: whether they take pods, and how full they are. */
export function NodeTable({ cluster, nodes }: NodeTableProps) {
  const t = useText();
  const paths = useClusterPaths();
  const bar = (resource: 'cpu' | 'memory') => ({
    title: t(`clusterPages.column.${resource}`),
    width: 'minmax(0, 3fr)',
    cell: ({ pods, allocatable }: NodeDetails) =>
      pods && (
        <ResourceBar
          label={t(`clusterPages.column.${resource}`)}
          resource={resource}
          requests={pods.requests[resource]}
          limits={pods.limits[resource]}
          allocatable={allocatable[resource]}
        />
      ),
  });
  return (
    <HealthTable
      label={t('clusterPages.nodes.title')}
      columns={[
        {
          title: t('clusterPages.column.name'),
          width: 'minmax(0, 3fr)',
          cell: ({ name, roles }) => (
            <>
              <Link to={paths.node(cluster, name)}>{name}</Link>
              {roles.length > 0 && (
                <Box
                  component="span"
                  sx={{ color: 'text.secondary', fontWeight: 400 }}
                >
                  {` ${roles.join(', ')}`}
                </Box>
              )}
            </>
          ),
        },
        {
          title: t('clusterPages.column.state'),
          width: 'minmax(0, 2fr)',
          cell: node => <NodeState node={node} />,
        },
        {
          title: t('clusterPages.column.pods'),
          width: 'minmax(0, 2fr)',
          cell: ({ pods, unread, allocatable }) => (
            <PodFigures
              short
              pods={pods}
              unread={unread}
              most={allocatable.pods}
            />
          ),
        },
        bar('cpu'),
        bar('memory'),
      ]}
      rows={nodes}
      keyOf={each => each.name}
    />
  );
}
