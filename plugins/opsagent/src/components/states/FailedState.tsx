import ErrorIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { failureKind, failureMessage } from '../../format/failures';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { StateMessage } from './StateMessage';
import { Subject, SUBJECT_TEXTS } from './subject';

export interface FailedStateProps {
  /** What could not be loaded. Defaults to the diagnosis of an entity. */
  subject?: Subject;
  error: Error;
  onRetry(): Promise<void>;
}

/** There is no answer to show: what failed, and a way to try again. */
export function FailedState({
  subject = 'diagnosis',
  error,
  onRetry,
}: FailedStateProps) {
  const t = useText();
  const message = failureMessage(error);
  const kind = failureKind(error);
  const { failed, notFound } = SUBJECT_TEXTS[subject];
  return (
    <StateMessage Icon={ErrorIcon} tone="error" title={t(failed)}>
      <Typography variant="body2" role="alert">
        {t(kind === 'notFound' ? notFound : `failure.${kind}`)}
      </Typography>
      {message && (
        <Typography variant="body2">
          <Code quiet>{message}</Code>
        </Typography>
      )}
      <Box>
        <Button
          size="small"
          variant="outlined"
          onClick={onRetry}
          sx={{ textTransform: 'none' }}
        >
          {t('failure.retry')}
        </Button>
      </Box>
    </StateMessage>
  );
}
