import ReadyIcon from '@mui/icons-material/CheckCircle';
import NotReadyIcon from '@mui/icons-material/Error';
import CordonedIcon from '@mui/icons-material/Block';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import Box from '@mui/material/Box';
import { NodeDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';

/** Conditions of a node that are bad when they hold. */
const PRESSURES: ReadonlySet<string> = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
]);

export interface NodeStateProps {
  node: NodeDetails;
}

/** Whether a node is ready, takes new pods, and suffers from something. */
export function NodeState({ node }: NodeStateProps) {
  const t = useText();
  const { ready, cordoned, conditions } = node;
  const known = ready === 'True' || ready === 'False' ? ready : 'Unknown';
  const pressures = conditions
    .filter(each => PRESSURES.has(each.type) && each.status === 'True')
    .map(each => each.type);
  const Icon = iconOf(known, cordoned);
  const parts = [
    t(`clusterPages.nodes.ready.${known}`),
    ...(cordoned ? [t('clusterPages.nodes.cordoned')] : []),
    ...pressures,
  ];
  const isWell = known === 'True' && !cordoned && pressures.length === 0;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontWeight: isWell ? 400 : 700,
      }}
    >
      <Icon fontSize="small" aria-hidden />
      {parts.join(' · ')}
    </Box>
  );
}

function iconOf(ready: 'True' | 'False' | 'Unknown', cordoned: boolean) {
  if (ready === 'Unknown') return UnknownIcon;
  if (ready === 'False') return NotReadyIcon;
  return cordoned ? CordonedIcon : ReadyIcon;
}
