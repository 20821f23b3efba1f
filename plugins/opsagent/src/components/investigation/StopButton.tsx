import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useApi } from '@backstage/core-plugin-api';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { failureMessage } from '../../format/failures';
import { Read } from '../../hooks/useRead';
import { useRequest } from '../../hooks/useRequest';
import { useText } from '../../hooks/useText';
import { unavailable } from '../unavailable';

export interface StopButtonProps {
  /** Asks for the end of what is under way. */
  stop: Read<unknown>;
}

/** Stops a model that is at work. */
export function StopButton({ stop }: StopButtonProps) {
  const t = useText();
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const ask = () => send(signal => stop(api, { signal }));
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
        onClick={busy ? undefined : ask}
        sx={{ textTransform: 'none', ...(busy && unavailable) }}
      >
        {t(busy ? 'investigation.stopping' : 'investigation.stop')}
      </Button>
    </>
  );
}
