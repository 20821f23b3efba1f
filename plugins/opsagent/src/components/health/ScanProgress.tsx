import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterNames } from '../../format/clusterNames';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';

/** What is to be known of a cluster to tell how its scan goes. */
export type ScannedCluster = Pick<
  EntityCluster,
  'name' | 'title' | 'state' | 'scanning' | 'mayScan'
>;

export interface ScanProgressProps {
  requesting: boolean;
  scanning: readonly ScannedCluster[];
}

/** Which clusters are being scanned; announced to screen readers as it changes. */
export function ScanProgress({ requesting, scanning }: ScanProgressProps) {
  const t = useText();
  const locale = useLocale();
  const busy = requesting || scanning.length > 0;
  const text =
    scanning.length > 0
      ? t('health.scanning', { clusters: clusterNames(scanning, locale) })
      : t('health.requesting');
  return (
    <Box
      role="status"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}
    >
      {busy && (
        <>
          <CircularProgress
            size={16}
            aria-hidden
            sx={{
              '@media (prefers-reduced-motion: reduce)': { display: 'none' },
            }}
          />
          <Box component="span" sx={{ typography: 'body2' }}>
            {text}
          </Box>
        </>
      )}
    </Box>
  );
}
