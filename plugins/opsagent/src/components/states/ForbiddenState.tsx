import LockIcon from '@mui/icons-material/Lock';
import Typography from '@mui/material/Typography';
import { opsagentFindingReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { StateMessage } from './StateMessage';

/** The reader lacks a permission; says which. */
export function ForbiddenState() {
  const t = useText();
  const permission = opsagentFindingReadPermission.name;
  return (
    <StateMessage Icon={LockIcon} title={t('forbidden.title')}>
      <Typography variant="body2">
        {t('forbidden.detail', { permission })}
      </Typography>
    </StateMessage>
  );
}
