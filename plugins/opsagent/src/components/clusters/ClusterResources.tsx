import { ClusterDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Pane } from '../Pane';
import { ComputeFacts } from './ComputeFacts';
import { Figure } from './Figure';
import { NodeFigures } from './NodeFigures';
import { PodFigures } from './PodFigures';
import { SharedFacts } from './SharedFacts';

export interface ClusterResourcesProps {
  resources: NonNullable<ClusterDetails['resources']>;
}

/** What a cluster consists of, and how much of it is asked for. */
export function ClusterResources({ resources }: ClusterResourcesProps) {
  const t = useText();
  const { nodes, namespaces, pods, unread } = resources;
  return (
    <Pane title={t('clusterPages.resources.title')}>
      <Facts>
        <Fact label={t('clusterPages.resources.nodes')}>
          <NodeFigures nodes={nodes} unread={unread} />
        </Fact>
        <Fact label={t('clusterPages.resources.namespaces')}>
          <Figure value={namespaces} kind="Namespace" unread={unread} />
        </Fact>
        <Fact label={t('clusterPages.resources.pods')}>
          <PodFigures
            pods={pods}
            unread={unread}
            most={nodes?.allocatable.pods}
          />
        </Fact>
        {pods && <ComputeFacts pods={pods} allocatable={nodes?.allocatable} />}
        <SharedFacts resources={resources} />
      </Facts>
    </Pane>
  );
}
