import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { opsagentFindingUpdatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import {
  failureKind,
  failureMessage,
  isForbidden,
} from '../../format/failures';
import { useText } from '../../hooks/useText';

export interface ChangeFailedProps {
  error: Error;
}

/** A state was not changed: why, and what it would take. */
export function ChangeFailed({ error }: ChangeFailedProps) {
  const t = useText();
  const kind = failureKind(error);
  const reason = () => {
    if (isForbidden(error)) {
      const permission = opsagentFindingUpdatePermission.name;
      return t('lifecycle.forbidden', { permission });
    }
    if (kind === 'notFound') return t('lifecycle.gone');
    // What the backend says of a bad wish names the wish.
    return kind === 'other' ? failureMessage(error) : t(`failure.${kind}`);
  };
  return (
    <Alert severity="error">
      <AlertTitle>{t('lifecycle.failed')}</AlertTitle>
      {reason()}
    </Alert>
  );
}
