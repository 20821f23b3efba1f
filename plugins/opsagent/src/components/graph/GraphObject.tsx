import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { GraphNode } from '@opsagent/backstage-plugin-opsagent-common';
import { objectName } from '../../format/objectName';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';
import { ROLE_ICONS } from './roleLook';

export interface GraphObjectProps {
  node: GraphNode;
  /** Leads to what is told of it; absent where there is nothing. */
  onSelect?(): void;
}

/** One object of the graph: what it has to do with the incident, how bad that is, and its name. */
export function GraphObject({ node, onSelect }: GraphObjectProps) {
  const t = useText();
  const { object, role, severity } = node;
  const Icon = ROLE_ICONS[role];
  const isCause = role === 'cause';
  const words = [
    t(`incidentPage.graph.${role}`),
    ...(severity ? [t(`severity.${severity}`)] : []),
  ];
  return (
    <Box
      {...(onSelect
        ? { component: ButtonBase, onClick: onSelect }
        : { component: 'span' })}
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'flex-start',
        justifyContent: 'flex-start',
        gap: 0.75,
        maxWidth: '100%',
        px: 1,
        py: 0.5,
        textAlign: 'left',
        typography: 'body2',
        border: isCause ? 2 : 1,
        borderStyle: role === 'reached' ? 'dashed' : 'solid',
        borderColor: isCause
          ? SEVERITY_LOOKS.critical.color[theme.palette.mode]
          : 'divider',
        borderRadius: 1,
        ...(onSelect ? { '&:hover': { bgcolor: 'action.hover' } } : {}),
      })}
    >
      <Icon
        fontSize="small"
        aria-hidden
        sx={theme => ({
          flex: 'none',
          color: isCause
            ? SEVERITY_LOOKS.critical.color[theme.palette.mode]
            : 'text.secondary',
        })}
      />
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box
          component="span"
          sx={{
            color: isCause ? 'text.primary' : 'text.secondary',
            fontWeight: isCause ? 700 : 400,
          }}
        >
          {words.join(' · ')}
        </Box>{' '}
        <Box component="span" sx={{ fontWeight: 600 }}>
          {object.name === ''
            ? t('hiddenObject', { kind: object.kind })
            : objectName(object)}
        </Box>
      </Box>
    </Box>
  );
}
