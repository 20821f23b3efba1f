import AcceptedIcon from '@mui/icons-material/HowToReg';
import RegressedIcon from '@mui/icons-material/Replay';
import AcknowledgedIcon from '@mui/icons-material/Visibility';
import SnoozedIcon from '@mui/icons-material/Snooze';
import OpenIcon from '@mui/icons-material/RadioButtonUnchecked';
import ResolvedIcon from '@mui/icons-material/CheckCircleOutline';
import Box from '@mui/material/Box';
import { LifecycleState } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

const ICONS = {
  open: OpenIcon,
  regressed: RegressedIcon,
  acknowledged: AcknowledgedIcon,
  snoozed: SnoozedIcon,
  accepted: AcceptedIcon,
  resolved: ResolvedIcon,
} satisfies Record<LifecycleState, typeof OpenIcon>;

export interface StateLabelProps {
  state: LifecycleState;
}

/** A state as icon and word. */
export function StateLabel({ state }: StateLabelProps) {
  const t = useText();
  const Icon = ICONS[state];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        flex: 'none',
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        typography: 'body2',
        color: 'text.secondary',
      }}
    >
      <Icon fontSize="inherit" aria-hidden />
      {t(`lifecycle.state.${state}`)}
    </Box>
  );
}
