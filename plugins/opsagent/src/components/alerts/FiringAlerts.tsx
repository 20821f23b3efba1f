import NoAlertsIcon from '@mui/icons-material/NotificationsNone';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { isForbidden } from '../../format/failures';
import { useAlerts } from '../../hooks/useAlerts';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { StateMessage } from '../states/StateMessage';
import { AlertSection } from './AlertSection';
import { AlertsSetUp } from './AlertsSetUp';

/** The alerts that fire about anything that the reader may see. */
export function FiringAlerts() {
  const t = useText();
  const { alerts, error, refresh } = useAlerts();
  if (error && isForbidden(error))
    return <ForbiddenState title={t('alerts.forbidden')} />;
  if (!alerts)
    return error ? (
      <FailedState subject="alerts" error={error} onRetry={refresh} />
    ) : (
      <LoadingState subject="alerts" />
    );
  return (
    <Stack spacing={2} sx={{ maxWidth: 1200 }}>
      {error && (
        <RefreshFailed subject="alerts" error={error} onRetry={refresh} />
      )}
      <AlertSection alerts={alerts} />
      {alerts.items.length === 0 && (
        <StateMessage Icon={NoAlertsIcon} title={t('alerts.none')}>
          <Typography variant="body2">{t('alerts.noneDetail')}</Typography>
          <AlertsSetUp />
        </StateMessage>
      )}
    </Stack>
  );
}
