import ClusterIcon from '@mui/icons-material/Dns';
import AcknowledgedIcon from '@mui/icons-material/Visibility';
import HealthyIcon from '@mui/icons-material/CheckCircle';
import ProblemIcon from '@mui/icons-material/Error';
import FailedIcon from '@mui/icons-material/SyncProblem';
import PartialIcon from '@mui/icons-material/VisibilityOff';
import PendingIcon from '@mui/icons-material/HourglassEmpty';
import UnreachableIcon from '@mui/icons-material/CloudOff';
import UnsupportedIcon from '@mui/icons-material/Block';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { Counts } from '../../format/overview';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

/** `empty` without objects of the entity, `failed` when the last scan came to nothing. */
type ClusterState = EntityCluster['state'] | 'empty' | 'failed';

const ICONS = {
  ok: HealthyIcon,
  partial: PartialIcon,
  pending: PendingIcon,
  unreachable: UnreachableIcon,
  unsupported: UnsupportedIcon,
  empty: ClusterIcon,
  failed: FailedIcon,
} satisfies Record<ClusterState, typeof HealthyIcon>;

export interface ClusterButtonProps {
  name: string;
  /** Left out for all clusters together. */
  state?: ClusterState;
  counts: Counts;
  pressed: boolean;
  onClick(): void;
}

/** One cluster with its state in a few words. */
export function ClusterButton(props: ClusterButtonProps) {
  const { name, state, counts, pressed, onClick } = props;
  const t = useText();
  const { incident, problem } = counts;
  const quiet = counts.acknowledged + counts.snoozed;
  const alarming = incident + problem > 0;
  const settled = state === undefined || state === 'ok';
  const Icon = iconOf({ state, settled, alarming, quiet: quiet > 0 });
  const words = [
    ...(incident > 0 ? [t('count.incident', { count: incident })] : []),
    ...(problem > 0 ? [t('count.problem', { count: problem })] : []),
    ...(quiet > 0 ? [t('count.quiet', { count: quiet })] : []),
    ...(state === 'ok' && !alarming && quiet === 0 ? [t('clusters.ok')] : []),
    ...(settled ? [] : [t(`clusters.${state}`)]),
  ];
  return (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      aria-pressed={pressed}
      onClick={onClick}
      startIcon={<Icon aria-hidden />}
      sx={theme => ({
        textTransform: 'none',
        textAlign: 'left',
        bgcolor: pressed ? 'action.selected' : 'background.paper',
        borderColor: pressed ? 'text.primary' : 'divider',
        '& .v5-MuiButton-startIcon': {
          color: alarming
            ? SEVERITY_LOOKS.critical.color[theme.palette.mode]
            : 'text.secondary',
        },
      })}
    >
      <Box component="span" sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>
        {name}
      </Box>
      <Box component="span" sx={{ ml: 1, color: 'text.secondary' }}>
        {words.join(', ')}
      </Box>
    </Button>
  );
}

function iconOf(look: {
  state?: ClusterState;
  settled: boolean;
  alarming: boolean;
  quiet: boolean;
}) {
  if (look.alarming && look.settled) return ProblemIcon;
  if (look.quiet && look.settled) return AcknowledgedIcon;
  return ICONS[look.state ?? 'empty'];
}
