import Stack from '@mui/material/Stack';
import {
  EntityCluster,
  EntityHealth,
} from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { countsOf, narrowTo } from '../../format/overview';
import { useText } from '../../hooks/useText';
import { ClusterButton } from './ClusterButton';

export interface ClusterStripProps {
  health: EntityHealth;
  /** In the order to show them. */
  clusters: readonly EntityCluster[];
  selected?: string;
  onSelect(cluster: string | undefined): void;
}

/** The entity's clusters at a glance, worst first; choosing one narrows the page to it. */
export function ClusterStrip(props: ClusterStripProps) {
  const { health, clusters, selected, onSelect } = props;
  const t = useText();
  return (
    <Stack
      direction="row"
      useFlexGap
      flexWrap="wrap"
      gap={1}
      role="group"
      aria-label={t('clusters.region')}
    >
      <ClusterButton
        name={t('clusters.all')}
        counts={countsOf(health)}
        pressed={selected === undefined}
        onClick={() => onSelect(undefined)}
      />
      {clusters.map(cluster => (
        <ClusterButton
          key={cluster.name}
          name={clusterName(cluster)}
          state={buttonState(cluster)}
          counts={countsOf(narrowTo(health, cluster.name))}
          pressed={selected === cluster.name}
          onClick={() =>
            onSelect(selected === cluster.name ? undefined : cluster.name)
          }
        />
      ))}
    </Stack>
  );
}

/** A cluster without objects of the entity is neither well nor ill, and a failed scan leaves open what it is. */
function buttonState({ state, objects, error }: EntityCluster) {
  if (error && state !== 'unreachable') return 'failed';
  return state === 'ok' && objects === 0 ? 'empty' : state;
}
