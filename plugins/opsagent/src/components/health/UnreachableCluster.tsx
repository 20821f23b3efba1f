import CloudOffIcon from '@mui/icons-material/CloudOff';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { elapsedTime, momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface UnreachableClusterProps {
  cluster: EntityCluster;
}

/** A cluster that does not answer: since when, why, and how old what is shown of it is. */
export function UnreachableCluster({ cluster }: UnreachableClusterProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { unreachableSince, scannedAt, error } = cluster;
  const name = clusterName(cluster);
  const words = (timestamp: string) => ({
    cluster: name,
    moment: momentTime(timestamp, options),
    elapsed: elapsedTime(timestamp, options),
  });
  return (
    <Alert severity="warning" icon={<CloudOffIcon fontSize="inherit" />}>
      <AlertTitle>
        {unreachableSince ? (
          <Moment timestamp={unreachableSince}>
            {t('unreachable.since', words(unreachableSince))}
          </Moment>
        ) : (
          t('unreachable.never', { cluster: name })
        )}
      </AlertTitle>
      {scannedAt && (
        <Moment timestamp={scannedAt}>
          {t('unreachable.older', words(scannedAt))}
        </Moment>
      )}
      {error && <div>{error}</div>}
    </Alert>
  );
}
