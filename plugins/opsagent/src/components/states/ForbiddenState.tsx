import LockIcon from '@mui/icons-material/Lock';
import Typography from '@mui/material/Typography';
import { opsagentFindingReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { StateMessage } from './StateMessage';

export interface ForbiddenStateProps {
  /** What may not be seen. Defaults to the diagnosis of an entity. */
  title?: string;
  /** The name of what is missing. Defaults to the right to read findings. */
  permission?: string;
}

/** The reader lacks a permission; says which. */
export function ForbiddenState({
  title,
  permission = opsagentFindingReadPermission.name,
}: ForbiddenStateProps) {
  const t = useText();
  return (
    <StateMessage Icon={LockIcon} title={title ?? t('forbidden.title')}>
      <Typography variant="body2">
        {t('forbidden.detail', { permission })}
      </Typography>
    </StateMessage>
  );
}
