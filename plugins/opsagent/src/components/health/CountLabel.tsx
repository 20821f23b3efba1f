import HygieneIcon from '@mui/icons-material/CleaningServices';
import HealthyIcon from '@mui/icons-material/CheckCircle';
import AcknowledgedIcon from '@mui/icons-material/Visibility';
import SnoozedIcon from '@mui/icons-material/Snooze';
import ProblemIcon from '@mui/icons-material/Error';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import RiskIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import { Counts } from '../../format/overview';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

export interface CountLabelProps {
  of: keyof Counts;
  count: number;
  /** Whether no incidents may be called good news. */
  healthy?: boolean;
}

/** How much of one kind there is. Only what fails raises its voice. */
export function CountLabel({ of, count, healthy }: CountLabelProps) {
  const t = useText();
  const alarming = (of === 'incident' || of === 'problem') && count > 0;
  const Icon = iconOf(of, count, healthy);
  return (
    <Box
      component="span"
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        whiteSpace: 'nowrap',
        typography: 'body2',
        fontWeight: alarming ? 700 : 400,
        color: alarming
          ? SEVERITY_LOOKS.critical.color[theme.palette.mode]
          : 'text.primary',
      })}
    >
      <Icon fontSize="small" aria-hidden />
      {t(`count.${of}`, { count })}
    </Box>
  );
}

const ICONS = {
  risk: RiskIcon,
  hygiene: HygieneIcon,
  acknowledged: AcknowledgedIcon,
  snoozed: SnoozedIcon,
};

function iconOf(of: keyof Counts, count: number, healthy = false) {
  if (of !== 'incident' && of !== 'problem') return ICONS[of];
  if (count > 0) return ProblemIcon;
  return healthy ? HealthyIcon : UnknownIcon;
}
