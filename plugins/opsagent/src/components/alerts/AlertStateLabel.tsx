import FiringIcon from '@mui/icons-material/NotificationsActive';
import ResolvedIcon from '@mui/icons-material/NotificationsNone';
import Box from '@mui/material/Box';
import { Alert } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

const ICONS = { firing: FiringIcon, resolved: ResolvedIcon } as const;

export interface AlertStateLabelProps {
  state: Alert['state'];
}

/** Whether an alert fires, as icon and word. */
export function AlertStateLabel({ state }: AlertStateLabelProps) {
  const t = useText();
  const Icon = ICONS[state];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Icon fontSize="small" aria-hidden />
      {t(`alerts.${state}`)}
    </Box>
  );
}
