import UnsupportedIcon from '@mui/icons-material/Block';
import UnreachableIcon from '@mui/icons-material/CloudOff';
import PendingIcon from '@mui/icons-material/HourglassEmpty';
import FailedIcon from '@mui/icons-material/SyncProblem';
import Box from '@mui/material/Box';
import { SvgIconProps } from '@mui/material/SvgIcon';
import { ClusterScan } from '@opsagent/backstage-plugin-opsagent-common';
import { ComponentType, ReactNode } from 'react';
import { momentTime, relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface ClusterScanAgeProps {
  scan: ClusterScan;
}

/** When the cluster was last looked at, or why it was not. */
export function ClusterScanAge({ scan }: ClusterScanAgeProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { state, scannedAt, unreachableSince, error } = scan;
  if (state === 'unsupported')
    return (
      <Notice Icon={UnsupportedIcon}>
        {t('platform.clusters.unsupported')}
      </Notice>
    );
  if (state === 'unreachable' && unreachableSince)
    return (
      <Notice Icon={UnreachableIcon}>
        <Moment timestamp={unreachableSince}>
          {t('platform.clusters.unreachable', {
            moment: momentTime(unreachableSince, options),
          })}
        </Moment>
      </Notice>
    );
  if (error)
    return <Notice Icon={FailedIcon}>{t('platform.clusters.failed')}</Notice>;
  if (!scannedAt)
    return (
      <Notice Icon={PendingIcon}>{t('platform.clusters.neverScanned')}</Notice>
    );
  return (
    <Moment timestamp={scannedAt}>
      {t('time.scanned', { relative: relativeTime(scannedAt, options) })}
    </Moment>
  );
}

function Notice(props: {
  Icon: ComponentType<SvgIconProps>;
  children: ReactNode;
}) {
  const { Icon, children } = props;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Icon fontSize="small" aria-hidden />
      {children}
    </Box>
  );
}
