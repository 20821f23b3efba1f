import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import {
  InvestigationFailureReason,
  InvestigationState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

export interface EndStatementProps {
  state: InvestigationState;
  failure?: { reason: InvestigationFailureReason; message: string };
}

/** Why there is no verdict, and what the reader can do. */
export function EndStatement({ state, failure }: EndStatementProps) {
  const t = useText();
  if (state === 'cancelled' || state === 'interrupted')
    return <Alert severity="info">{t(`investigation.end.${state}`)}</Alert>;
  if (!failure) return null;
  return (
    <Alert severity="error">
      {t(`investigation.end.${failure.reason}`)}
      <Box sx={{ overflowWrap: 'anywhere' }}>{failure.message}</Box>
    </Alert>
  );
}
