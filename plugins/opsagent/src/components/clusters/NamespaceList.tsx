import Typography from '@mui/material/Typography';
import {
  ClusterDetails,
  NamespaceList as Namespaces,
  NamespaceSort,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { useListControls } from '../../hooks/useListControls';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { ListToolbar } from './ListToolbar';
import { NamespaceTable } from './NamespaceTable';
import { Pager } from './Pager';
import { ReadState } from './ReadState';

const SORTS: readonly [NamespaceSort, ...NamespaceSort[]] = [
  'health',
  'name',
  'notReady',
  'pods',
  'cpu',
  'memory',
];

export interface NamespaceListProps {
  cluster: ClusterDetails;
  /** Whether namespaces could be listed, not only what is in some. */
  isComplete: boolean;
}

/** The namespaces of a cluster, to be searched, sorted and paged. */
export function NamespaceList({ cluster, isComplete }: NamespaceListProps) {
  const t = useText();
  const controls = useListControls('namespaces', SORTS);
  const { q, sort, cursors } = controls;
  const cursor = cursors.at(-1);
  const { name } = cluster;
  const read: Read<Namespaces> = useCallback(
    (api, options) =>
      api.listNamespaces(
        name,
        { sort, ...(q && { q }), ...(cursor && { cursor }) },
        options,
      ),
    [name, q, sort, cursor],
  );
  const answer = useRead(read);
  return (
    <Pane title={t('clusterPages.namespaces.title')}>
      {!isComplete && (
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t('clusterPages.namespaces.incomplete')}
        </Typography>
      )}
      <ListToolbar
        controls={controls}
        search={t('clusterPages.namespaces.search')}
        sorts={SORTS.map(value => ({
          value,
          label: t(`clusterPages.namespaces.sort.${value}`),
        }))}
      />
      <ReadState answer={answer}>
        {({ items, totalItems, pageInfo }) => (
          <>
            <Typography variant="body2" role="status">
              {totalItems > 0
                ? t('clusterPages.namespaces.total', { count: totalItems })
                : t('clusterPages.namespaces.none')}
            </Typography>
            {items.length > 0 && (
              <NamespaceTable cluster={cluster} namespaces={items} />
            )}
            <Pager controls={controls} next={pageInfo.nextCursor} />
          </>
        )}
      </ReadState>
    </Pane>
  );
}
