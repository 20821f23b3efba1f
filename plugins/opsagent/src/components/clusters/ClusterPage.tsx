import PendingIcon from '@mui/icons-material/HourglassEmpty';
import Typography from '@mui/material/Typography';
import { useCallback, useMemo } from 'react';
import {
  ClusterDetails,
  ConversationAbout,
} from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { AskPane } from '../ask/AskPane';
import { Line } from '../Line';
import { ScanControl } from '../health/ScanControl';
import { StateMessage } from '../states/StateMessage';
import { ClusterScanHealth } from './ClusterScanHealth';
import { CoverageTable } from './CoverageTable';
import { NamespaceList } from './NamespaceList';
import { NodeList } from './NodeList';
import { PlaceHeading } from './PlaceHeading';
import { PlaceIncidents } from './PlaceIncidents';
import { ReadState } from './ReadState';
import { ClusterResources } from './ClusterResources';
import { Scores } from './Scores';

export interface ClusterPageProps {
  cluster: string;
}

/** One cluster: what fails, what it consists of, how well it is kept, and what of it was read. */
export function ClusterPage({ cluster: name }: ClusterPageProps) {
  const t = useText();
  const read: Read<ClusterDetails> = useCallback(
    (api, options) => api.getCluster(name, options),
    [name],
  );
  const answer = useRead(read);
  const about = useMemo(
    (): ConversationAbout => ({ type: 'cluster', cluster: name }),
    [name],
  );
  return (
    <ReadState answer={answer}>
      {cluster => (
        <>
          <PlaceHeading
            title={t('clusterPages.cluster', { name: clusterName(cluster) })}
          >
            <Line gap={1}>
              <ScanControl clusters={[cluster]} refresh={answer.refresh} />
            </Line>
          </PlaceHeading>
          <PlaceIncidents
            incidents={cluster.incidents}
            filters={{ cluster: [name] }}
            status={cluster}
          />
          <ClusterScanHealth cluster={cluster} />
          <AskPane about={about} />
          {cluster.resources ? (
            <ClusterResources resources={cluster.resources} />
          ) : (
            <StateMessage
              Icon={PendingIcon}
              title={t('clusterPages.notScanned')}
            >
              <Typography variant="body2">
                {t('clusterPages.notScannedDetail')}
              </Typography>
            </StateMessage>
          )}
          {cluster.scores && (
            <Scores scores={cluster.scores} place={{ cluster: name }} />
          )}
          {cluster.resources && (
            <>
              <NamespaceList
                cluster={cluster}
                isComplete={
                  !cluster.resources.unread.some(
                    each => each.kind === 'Namespace',
                  )
                }
              />
              <NodeList cluster={name} unread={cluster.resources.unread} />
            </>
          )}
          {cluster.coverage && <CoverageTable coverage={cluster.coverage} />}
        </>
      )}
    </ReadState>
  );
}
