import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { failureKind } from '../../format/failures';
import { useText } from '../../hooks/useText';
import { FailedStateProps } from './FailedState';
import { SUBJECT_TEXTS } from './subject';

/** The answer on the page is older than it should be, and why. */
export function RefreshFailed({
  subject = 'diagnosis',
  error,
  onRetry,
}: FailedStateProps) {
  const t = useText();
  const kind = failureKind(error);
  const { notFound, refreshFailed } = SUBJECT_TEXTS[subject];
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {t('failure.retry')}
        </Button>
      }
    >
      <AlertTitle>{t(refreshFailed)}</AlertTitle>
      {t(kind === 'notFound' ? notFound : `failure.${kind}`)}{' '}
      {t('failure.refreshDetail')}
    </Alert>
  );
}
