import RefreshIcon from '@mui/icons-material/Refresh';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { opsagentScanCreatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import { failureMessage } from '../../format/failures';
import { useScanRequest } from '../../hooks/useScanRequest';
import { useText } from '../../hooks/useText';
import { unavailable } from '../unavailable';
import { ScannedCluster, ScanProgress } from './ScanProgress';

export interface ScanControlProps {
  clusters: readonly ScannedCluster[];
  refresh(): Promise<void>;
}

/** Asks for a scan of those of the shown clusters that the reader may have scanned, and says how it goes. A reader who may ask for none learns which permission that takes. */
export function ScanControl({ clusters, refresh }: ScanControlProps) {
  const t = useText();
  const { request, requesting, refused } = useScanRequest(refresh);
  const supported = clusters.filter(each => each.state !== 'unsupported');
  const scannable = supported.filter(each => each.mayScan);
  const scanning = clusters.filter(each => each.scanning);
  const busy = requesting || scanning.length > 0;

  const reason = () => {
    if (supported.length === 0) return t('health.scanUnsupported');
    if (scannable.length > 0) return '';
    const permission = opsagentScanCreatePermission.name;
    return t('health.scanDenied', { permission });
  };
  const disabled = reason() !== '' || busy;

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
            ...(disabled && unavailable),
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
