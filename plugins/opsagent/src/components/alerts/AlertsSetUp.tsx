import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import Typography from '@mui/material/Typography';
import { opsagentAlertCreatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import useAsync from 'react-use/esm/useAsync';
import { useText } from '../../hooks/useText';

/** How Alertmanager is told of the portal. */
export function AlertsSetUp() {
  const t = useText();
  const discovery = useApi(discoveryApiRef);
  const { value: baseUrl } = useAsync(
    () => discovery.getBaseUrl('opsagent'),
    [discovery],
  );
  if (!baseUrl) return null;
  return (
    <Typography variant="body2" sx={{ mt: 1, overflowWrap: 'anywhere' }}>
      {t('alerts.setUp', {
        url: `${baseUrl}/alerts/alertmanager`,
        permission: opsagentAlertCreatePermission.name,
      })}
    </Typography>
  );
}
