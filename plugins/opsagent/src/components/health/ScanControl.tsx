import { usePermission } from '@backstage/plugin-permission-react';
import RefreshIcon from '@mui/icons-material/Refresh';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { opsagentScanCreatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import { failureMessage } from '../../format/failures';
import { useScanRequest } from '../../hooks/useScanRequest';
import { useText } from '../../hooks/useText';
import { ScannedCluster, ScanProgress } from './ScanProgress';

export interface ScanControlProps {
  clusters: readonly ScannedCluster[];
  refresh(): Promise<void>;
}

/** Asks for a scan of the shown clusters and says how it goes. A reader who may not ask learns which permission that takes. */
export function ScanControl({ clusters, refresh }: ScanControlProps) {
  const t = useText();
  const { loading, allowed } = usePermission({
    permission: opsagentScanCreatePermission,
  });
  const { request, requesting, refused } = useScanRequest(refresh);
  const scannable = clusters.filter(each => each.state !== 'unsupported');
  const scanning = clusters.filter(each => each.scanning);
  const busy = requesting || scanning.length > 0;

  const reason = () => {
    if (loading) return '';
    if (!allowed) {
      const permission = opsagentScanCreatePermission.name;
      return t('health.scanDenied', { permission });
    }
    return scannable.length === 0 ? t('health.scanUnsupported') : '';
  };
  const disabled = loading || reason() !== '' || busy;

  return (
    <>
      <ScanProgress requesting={requesting} scanning={scanning} />
      <Tooltip describeChild title={reason()}>
        <Button
          size="small"
          variant="outlined"
          startIcon={<RefreshIcon aria-hidden />}
          aria-disabled={disabled}
          onClick={
            disabled
              ? undefined
              : () => request(scannable.map(each => each.name))
          }
          sx={{
            textTransform: 'none',
            whiteSpace: 'nowrap',
            ...(disabled && {
              color: 'text.secondary',
              borderColor: 'divider',
              cursor: 'not-allowed',
            }),
          }}
        >
          {t('health.scanNow')}
        </Button>
      </Tooltip>
      {refused.length > 0 && (
        <Box sx={{ flexBasis: '100%' }}>
          {refused.map(({ cluster, error }) => (
            <Alert key={cluster} severity="error" sx={{ mt: 0.5 }}>
              {t('health.refused', { cluster, reason: failureMessage(error) })}
            </Alert>
          ))}
        </Box>
      )}
    </>
  );
}
