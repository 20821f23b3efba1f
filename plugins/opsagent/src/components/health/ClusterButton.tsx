import HealthyIcon from '@mui/icons-material/CheckCircle';
import ProblemIcon from '@mui/icons-material/Error';
import PartialIcon from '@mui/icons-material/VisibilityOff';
import PendingIcon from '@mui/icons-material/HourglassEmpty';
import UnreachableIcon from '@mui/icons-material/CloudOff';
import UnsupportedIcon from '@mui/icons-material/Block';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

type ClusterState = EntityCluster['state'];

const ICONS = {
  ok: HealthyIcon,
  partial: PartialIcon,
  pending: PendingIcon,
  unreachable: UnreachableIcon,
  unsupported: UnsupportedIcon,
} satisfies Record<ClusterState, typeof HealthyIcon>;

export interface ClusterButtonProps {
  name: string;
  /** Left out for all clusters together. */
  state?: ClusterState;
  problems: number;
  pressed: boolean;
  onClick(): void;
}

/** One cluster with its state in a few words. */
export function ClusterButton(props: ClusterButtonProps) {
  const { name, state = 'ok', problems, pressed, onClick } = props;
  const t = useText();
  const Icon = problems > 0 && state === 'ok' ? ProblemIcon : ICONS[state];
  const words = [
    ...(problems > 0 ? [t('count.problem', { count: problems })] : []),
    ...(state !== 'ok' ? [t(`clusters.${state}`)] : []),
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
          color:
            problems > 0
              ? SEVERITY_LOOKS.critical.color[theme.palette.mode]
              : 'text.secondary',
        },
      })}
    >
      <Box component="span" sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>
        {name}
      </Box>
      <Box component="span" sx={{ ml: 1, color: 'text.secondary' }}>
        {words.length > 0 ? words.join(', ') : t('clusters.clear')}
      </Box>
    </Button>
  );
}
