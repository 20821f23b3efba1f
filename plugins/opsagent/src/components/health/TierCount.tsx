import HygieneIcon from '@mui/icons-material/CleaningServices';
import HealthyIcon from '@mui/icons-material/CheckCircle';
import ProblemIcon from '@mui/icons-material/Error';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import RiskIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import { Tier } from '../../format/types';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

export interface TierCountProps {
  tier: Tier;
  count: number;
  /** Whether no problems may be called good news. */
  healthy?: boolean;
}

/** How many findings of one tier there are. Only a problem raises its voice. */
export function TierCount({ tier, count, healthy }: TierCountProps) {
  const t = useText();
  const alarming = tier === 'problem' && count > 0;
  const Icon = iconOf(tier, count, healthy);
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
      {t(`count.${tier}`, { count })}
    </Box>
  );
}

function iconOf(tier: Tier, count: number, healthy: boolean | undefined) {
  if (tier === 'risk') return RiskIcon;
  if (tier === 'hygiene') return HygieneIcon;
  if (count > 0) return ProblemIcon;
  return healthy ? HealthyIcon : UnknownIcon;
}
