import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useAsync from 'react-use/esm/useAsync';
import { alertReceiver, ALERT_TOKEN } from '../../format/alertSetUp';
import { useText } from '../../hooks/useText';
import { CopyableCode } from '../CopyableCode';

/** How Alertmanager is told of the portal: a token of its own, and a receiver. */
export function AlertsSetUp() {
  const t = useText();
  const discovery = useApi(discoveryApiRef);
  const { value: baseUrl } = useAsync(
    () => discovery.getBaseUrl('opsagent'),
    [discovery],
  );
  if (!baseUrl) return null;
  return (
    <Stack spacing={1} sx={{ mt: 1, minWidth: 0 }}>
      <Typography variant="body2">{t('alerts.setUp.token')}</Typography>
      <CopyableCode
        unwrapped
        label={t('alerts.setUp.tokenLabel')}
        copyLabel={t('alerts.setUp.copyToken')}
      >
        {ALERT_TOKEN}
      </CopyableCode>
      <Typography variant="body2">{t('alerts.setUp.receiver')}</Typography>
      <CopyableCode
        unwrapped
        label={t('alerts.setUp.receiverLabel')}
        copyLabel={t('alerts.setUp.copyReceiver')}
      >
        {alertReceiver(baseUrl)}
      </CopyableCode>
      <Typography variant="body2" color="text.secondary">
        {t('alerts.setUp.docs')}
      </Typography>
    </Stack>
  );
}
