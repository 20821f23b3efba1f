import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { failureKind } from '../../format/failures';
import { useText } from '../../hooks/useText';
import { FailedStateProps } from './FailedState';

/** The answer on the page is older than it should be, and why. */
export function RefreshFailed({
  subject = 'diagnosis',
  error,
  onRetry,
}: FailedStateProps) {
  const t = useText();
  const kind = failureKind(error);
  const ofIncidents = subject === 'incidents';
  const explanation =
    ofIncidents && kind === 'notFound'
      ? t('page.notFound')
      : t(`failure.${kind}`);
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {t('failure.retry')}
        </Button>
      }
    >
      <AlertTitle>
        {t(ofIncidents ? 'page.refreshFailed' : 'failure.refreshTitle')}
      </AlertTitle>
      {explanation} {t('failure.refreshDetail')}
    </Alert>
  );
}
