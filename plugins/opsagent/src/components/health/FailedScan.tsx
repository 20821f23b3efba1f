import SyncProblemIcon from '@mui/icons-material/SyncProblem';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { elapsedTime, momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface FailedScanProps {
  cluster: EntityCluster;
}

/** A cluster whose last scan came to nothing through no fault of its own: why, and how old what is shown of it is. */
export function FailedScan({ cluster }: FailedScanProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { scannedAt, error } = cluster;
  return (
    <Alert severity="warning" icon={<SyncProblemIcon fontSize="inherit" />}>
      <AlertTitle>
        {t('failedScan.title', { cluster: clusterName(cluster) })}
      </AlertTitle>
      {scannedAt && (
        <Moment timestamp={scannedAt}>
          {t('unreachable.older', {
            moment: momentTime(scannedAt, options),
            elapsed: elapsedTime(scannedAt, options),
          })}
        </Moment>
      )}
      <div>{error}</div>
    </Alert>
  );
}
