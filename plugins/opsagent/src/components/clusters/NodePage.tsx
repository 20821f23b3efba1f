import { NodeDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Pane } from '../Pane';
import { ComputeFacts } from './ComputeFacts';
import { NodeAbout } from './NodeAbout';
import { NodeConditions } from './NodeConditions';
import { NodeState } from './NodeState';
import { PlaceHeading } from './PlaceHeading';
import { PodFigures } from './PodFigures';
import { ReadState } from './ReadState';

export interface NodePageProps {
  cluster: string;
  node: string;
}

/** One node: how it is, how full it is, and what it is made of. */
export function NodePage({ cluster, node: name }: NodePageProps) {
  const t = useText();
  const read: Read<NodeDetails> = useCallback(
    (api, options) => api.getNode(cluster, name, options),
    [cluster, name],
  );
  const answer = useRead(read);
  return (
    <ReadState answer={answer}>
      {node => (
        <>
          <PlaceHeading
            cluster={cluster}
            title={t('clusterPages.node', { name })}
          >
            <NodeState node={node} />
          </PlaceHeading>
          <Pane title={t('clusterPages.resources.title')}>
            <Facts>
              <Fact label={t('clusterPages.resources.pods')}>
                <PodFigures
                  pods={node.pods}
                  unread={node.unread}
                  most={node.allocatable.pods}
                />
              </Fact>
              {node.pods && (
                <ComputeFacts pods={node.pods} allocatable={node.allocatable} />
              )}
            </Facts>
          </Pane>
          <NodeConditions conditions={node.conditions} />
          <NodeAbout node={node} />
        </>
      )}
    </ReadState>
  );
}
