import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import {
  GraphNode,
  IncidentGraph,
} from '@opsagent/backstage-plugin-opsagent-common';
import { graphTrees } from '../../format/graphTrees';
import { Polled } from '../../hooks/usePolling';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { FailedState } from '../states/FailedState';
import { RefreshFailed } from '../states/RefreshFailed';
import { GraphBranch, GraphBranchProps } from './GraphBranch';

export interface GraphPaneProps extends Pick<GraphBranchProps, 'selecting'> {
  graph: Polled<IncidentGraph>;
}

/** The objects that an incident involves, from what caused it down to what suffers. That it cannot be read takes nothing else from the page. */
export function GraphPane({ graph, selecting }: GraphPaneProps) {
  const t = useText();
  const { error, refresh, value } = graph;
  const failed = { subject: 'graph', onRetry: refresh } as const;
  if (!value && error) return <FailedState {...failed} error={error} />;
  return (
    <Pane title={t('incidentPage.graph.title')}>
      {error && <RefreshFailed {...failed} error={error} />}
      {value ? (
        <Objects graph={value} selecting={selecting} />
      ) : (
        <div role="status" aria-label={t('incidentPage.graph.loading')}>
          {[0, 1, 2].map(index => (
            <Skeleton key={index} animation={false} height={36} width="70%" />
          ))}
        </div>
      )}
    </Pane>
  );
}

interface ObjectsProps {
  graph: IncidentGraph;
  selecting(node: GraphNode): (() => void) | undefined;
}

function Objects({ graph, selecting }: ObjectsProps) {
  const t = useText();
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {t('incidentPage.graph.direction')}
      </Typography>
      <Box component="ul" role="list" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {graphTrees(graph).map(each => (
          <GraphBranch key={each.node.id} tree={each} selecting={selecting} />
        ))}
      </Box>
    </>
  );
}
