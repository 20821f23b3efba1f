import Stack from '@mui/material/Stack';
import {
  ConversationAbout,
  EntityHealth,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useMemo, useState } from 'react';
import { clusterName } from '../../format/clusterNames';
import { countsOf, narrowTo, worstClustersFirst } from '../../format/overview';
import { useClusterFilter } from '../../hooks/useClusterFilter';
import { useText } from '../../hooks/useText';
import { ClusterButton } from '../health/ClusterButton';
import { Line } from '../Line';
import { AskPane } from './AskPane';

export interface EntityClusterAskProps {
  health: EntityHealth;
}

/** Questions about an entity in one of the clusters that it has objects in: the worst, unless the reader chooses another. */
export function EntityClusterAsk({ health }: EntityClusterAskProps) {
  const t = useText();
  const { entityRef } = health;
  const clusters = worstClustersFirst(health).filter(each => each.objects > 0);
  const filter = useClusterFilter(clusters.map(each => each.name));
  // Another one may become the worst while the reader types.
  const [worst] = useState(clusters.at(0)?.name);
  const cluster = filter.cluster ?? worst;
  const about = useMemo(
    (): ConversationAbout => ({ type: 'entity', entityRef, cluster }),
    [entityRef, cluster],
  );
  return (
    <Stack spacing={2} sx={{ maxWidth: 1200 }}>
      {clusters.length > 1 && (
        <Line gap={1} role="group" aria-label={t('ask.clusters')}>
          {clusters.map(each => (
            <ClusterButton
              key={each.name}
              name={clusterName(each)}
              state={each.state}
              counts={countsOf(narrowTo(health, each.name))}
              pressed={each.name === cluster}
              onClick={() => filter.select(each.name)}
            />
          ))}
        </Line>
      )}
      <AskPane about={about} />
    </Stack>
  );
}
