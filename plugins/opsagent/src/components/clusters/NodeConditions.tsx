import Box from '@mui/material/Box';
import { NodeDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';
import { HealthTable } from '../platform/HealthTable';
import { Pane } from '../Pane';

export interface NodeConditionsProps {
  conditions: NodeDetails['conditions'];
}

/** What the node, and those who watch it, say of its state. */
export function NodeConditions({ conditions }: NodeConditionsProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const title = t('clusterPages.nodes.conditions');
  return (
    <Pane title={title}>
      <HealthTable
        label={title}
        columns={[
          {
            title: t('clusterPages.column.condition'),
            width: 'minmax(0, 2fr)',
            cell: each => each.type,
          },
          {
            title: t('clusterPages.column.status'),
            width: 'minmax(0, 1fr)',
            cell: each => each.status,
          },
          {
            title: t('clusterPages.column.since'),
            width: 'minmax(0, 1fr)',
            cell: ({ since }) =>
              since && (
                <Moment timestamp={since}>{momentTime(since, options)}</Moment>
              ),
          },
          {
            title: t('clusterPages.column.reason'),
            width: 'minmax(0, 4fr)',
            cell: ({ reason, message }) => (
              <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
                {[reason, message].filter(Boolean).join(': ')}
              </Box>
            ),
          },
        ]}
        rows={conditions}
        keyOf={each => each.type}
      />
    </Pane>
  );
}
