import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { opsagentFindingUpdatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import {
  failureKind,
  isConflict,
  isForbidden,
  isOf,
  isRefused,
} from '../../format/failures';
import { useText } from '../../hooks/useText';

export interface ChangeFailedProps {
  error: Error;
  /** Whether it was to be accepted. */
  accepting?: boolean;
}

/** A state was not changed: why, and what it would take. */
export function ChangeFailed({ error, accepting }: ChangeFailedProps) {
  const t = useText();
  const kind = failureKind(error);
  const reason = () => {
    if (isForbidden(error)) {
      if (accepting && isOf(error, 'scope')) return t('acceptance.notAll');
      const permission = opsagentFindingUpdatePermission.name;
      return t('lifecycle.forbidden', { permission });
    }
    if (kind === 'notFound') return t('lifecycle.gone');
    if (isConflict(error)) {
      return t(
        isOf(error, 'expected')
          ? 'lifecycle.changedMeanwhile'
          : 'lifecycle.resolvedMeanwhile',
      );
    }
    return t(isRefused(error) ? 'lifecycle.refused' : `failure.${kind}`);
  };
  return (
    <Alert severity="error">
      <AlertTitle>{t('lifecycle.failed')}</AlertTitle>
      {reason()}
    </Alert>
  );
}
