import Alert from '@mui/material/Alert';
import {
  LARGEST_EXPORT,
  opsagentFindingReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { failureKind, isForbidden } from '../../format/failures';
import { useText } from '../../hooks/useText';

export interface ExportMessageProps {
  error: Error | undefined;
  truncated: boolean;
}

/** What the reader has to know of an export: that there is none and why, or that it is not all. */
export function ExportMessage({ error, truncated }: ExportMessageProps) {
  const t = useText();
  if (error) {
    const permission = opsagentFindingReadPermission.name;
    const reason = isForbidden(error)
      ? t('lifecycle.forbidden', { permission })
      : t(`failure.${failureKind(error)}`);
    return (
      <Alert severity="error">
        {t('incidentList.export.failed')} {reason}
      </Alert>
    );
  }
  return truncated ? (
    <Alert severity="warning">
      {t('incidentList.export.truncated', { most: `${LARGEST_EXPORT}` })}
    </Alert>
  ) : null;
}
