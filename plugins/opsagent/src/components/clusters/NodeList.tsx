import Typography from '@mui/material/Typography';
import {
  NodeList as Nodes,
  NodeSort,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { useListControls } from '../../hooks/useListControls';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { Unread } from './Figure';
import { ListToolbar } from './ListToolbar';
import { NodeTable } from './NodeTable';
import { Pager } from './Pager';
import { ReadState } from './ReadState';

const SORTS: readonly [NodeSort, ...NodeSort[]] = [
  'name',
  'ready',
  'pods',
  'cpu',
  'memory',
];

export interface NodeListProps {
  cluster: string;
  /** Kinds of the cluster that were not read whole. */
  unread: Unread;
}

/** The nodes of a cluster, to be searched, sorted and paged. */
export function NodeList({ cluster, unread }: NodeListProps) {
  const t = useText();
  const state = unread.find(each => each.kind === 'Node')?.state;
  return (
    <Pane title={t('clusterPages.nodes.title')}>
      {state && state !== 'partial' ? (
        <Typography variant="body2">
          {t('clusterPages.nodes.unknown', {
            state: t(`clusterPages.coverage.state.${state}`),
          })}
        </Typography>
      ) : (
        <NodePages cluster={cluster} />
      )}
    </Pane>
  );
}

function NodePages({ cluster }: Pick<NodeListProps, 'cluster'>) {
  const t = useText();
  const controls = useListControls('nodes', SORTS);
  const { q, sort, cursors } = controls;
  const cursor = cursors.at(-1);
  const read: Read<Nodes> = useCallback(
    (api, options) =>
      api.listNodes(
        cluster,
        { sort, ...(q && { q }), ...(cursor && { cursor }) },
        options,
      ),
    [cluster, q, sort, cursor],
  );
  const answer = useRead(read);
  return (
    <>
      <ListToolbar
        controls={controls}
        search={t('clusterPages.nodes.search')}
        sorts={SORTS.map(value => ({
          value,
          label: t(`clusterPages.nodes.sort.${value}`),
        }))}
      />
      <ReadState answer={answer}>
        {({ items, totalItems, pageInfo }) => (
          <>
            <Typography variant="body2" role="status">
              {totalItems > 0
                ? t('clusterPages.nodes.total', { count: totalItems })
                : t('clusterPages.nodes.none')}
            </Typography>
            {items.length > 0 && <NodeTable cluster={cluster} nodes={items} />}
            <Pager controls={controls} next={pageInfo.nextCursor} />
          </>
        )}
      </ReadState>
    </>
  );
}
