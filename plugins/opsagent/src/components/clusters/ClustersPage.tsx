import NoClustersIcon from '@mui/icons-material/CloudOff';
import Typography from '@mui/material/Typography';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { ClusterSummaryList } from '@opsagent/backstage-plugin-opsagent-common';
import { Pane } from '../Pane';
import { StateMessage } from '../states/StateMessage';
import { ClusterTable } from './ClusterTable';
import { ReadState } from './ReadState';

const read: Read<ClusterSummaryList> = (api, options) =>
  api.listClusterSummaries({ include: ['resources', 'incidents'] }, options);

/** All clusters at a glance: how they fare, how much of them is known, and how full they are. */
export function ClustersPage() {
  const t = useText();
  const answer = useRead(read);
  return (
    <ReadState answer={answer}>
      {({ items }) =>
        items.length > 0 ? (
          <Pane title={t('clusterPages.title')}>
            <ClusterTable clusters={items} />
          </Pane>
        ) : (
          <StateMessage Icon={NoClustersIcon} title={t('clusterPages.none')}>
            <Typography variant="body2">
              {t('clusterPages.noneDetail')}
            </Typography>
          </StateMessage>
        )
      }
    </ReadState>
  );
}
