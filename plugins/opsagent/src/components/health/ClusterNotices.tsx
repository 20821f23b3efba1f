import Alert from '@mui/material/Alert';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterNames } from '../../format/clusterNames';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { FailedScan } from './FailedScan';
import { UnreachableCluster } from './UnreachableCluster';

export interface ClusterNoticesProps {
  clusters: readonly EntityCluster[];
}

/** Clusters of which the page knows nothing, or nothing new, and why. */
export function ClusterNotices({ clusters }: ClusterNoticesProps) {
  const t = useText();
  const locale = useLocale();
  const unreachable = clusters.filter(each => each.state === 'unreachable');
  const unsupported = clusters.filter(each => each.state === 'unsupported');
  const failed = clusters.filter(
    each =>
      each.error && !unreachable.includes(each) && !unsupported.includes(each),
  );
  return (
    <>
      {unreachable.map(cluster => (
        <UnreachableCluster key={cluster.name} cluster={cluster} />
      ))}
      {failed.map(cluster => (
        <FailedScan key={cluster.name} cluster={cluster} />
      ))}
      {unsupported.length > 0 && (
        <Alert severity="info">
          {t('unsupported.notice', {
            clusters: clusterNames(unsupported, locale),
          })}
        </Alert>
      )}
    </>
  );
}
