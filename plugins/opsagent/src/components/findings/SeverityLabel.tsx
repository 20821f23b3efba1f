import Box from '@mui/material/Box';
import { Severity } from '../../format/types';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from './severityLook';

export interface SeverityLabelProps {
  severity: Severity;
}

/** A severity as icon, word and colour. */
export function SeverityLabel({ severity }: SeverityLabelProps) {
  const t = useText();
  const { Icon, color } = SEVERITY_LOOKS[severity];
  return (
    <Box
      component="span"
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        flex: 'none',
        typography: 'body2',
        fontWeight: 700,
        color: color[theme.palette.mode],
      })}
    >
      <Icon fontSize="small" aria-hidden />
      {t(`severity.${severity}`)}
    </Box>
  );
}
