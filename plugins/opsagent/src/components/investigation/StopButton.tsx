import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useApi } from '@backstage/core-plugin-api';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { failureMessage } from '../../format/failures';
import { useRequest } from '../../hooks/useRequest';
import { useText } from '../../hooks/useText';

/** Stops an investigation that is under way. */
export function StopButton({ id }: { id: string }) {
  const t = useText();
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const stop = () => send(signal => api.cancelInvestigation(id, { signal }));
  return (
    <>
      {error && (
        <Alert severity="error">
          {t('investigation.notStopped', { reason: failureMessage(error) })}
        </Alert>
      )}
      <Button
        size="small"
        variant="outlined"
        aria-disabled={busy}
        onClick={busy ? undefined : stop}
        sx={{ textTransform: 'none' }}
      >
        {t(busy ? 'investigation.stopping' : 'investigation.stop')}
      </Button>
    </>
  );
}
