import Box from '@mui/material/Box';
import { Step } from '../../format/types';
import { useText } from '../../hooks/useText';
import { CopyableCode } from '../CopyableCode';
import { SEVERITY_LOOKS } from '../findings/severityLook';

export interface StepItemProps {
  step: Step;
}

/** One step with its command, and what to know before one runs it. */
export function StepItem({ step }: StepItemProps) {
  const t = useText();
  const { text, command, open = [], changes, drift } = step;
  const marks = [
    ...(command && changes ? [t('recommendations.changes')] : []),
    ...(open.length > 0
      ? [t('recommendations.open', { names: open.join(', ') })]
      : []),
  ];
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      {text}
      {marks.map(mark => (
        <Mark key={mark}>{mark}</Mark>
      ))}
      {drift && (
        <Box
          sx={theme => ({
            color: SEVERITY_LOOKS.medium.color[theme.palette.mode],
          })}
        >
          {t('recommendations.drift')}
        </Box>
      )}
      {command && (
        <Box sx={{ mt: 0.5 }}>
          <CopyableCode
            label={t('recommendations.command', { text })}
            copyLabel={t('recommendations.copyCommand', { text })}
          >
            {command}
          </CopyableCode>
        </Box>
      )}
    </Box>
  );
}

function Mark({ children }: { children: string }) {
  return (
    <Box
      component="span"
      sx={theme => ({
        ml: 1,
        px: 0.5,
        border: 1,
        borderRadius: 0.5,
        fontSize: '0.75rem',
        whiteSpace: 'nowrap',
        color: SEVERITY_LOOKS.medium.color[theme.palette.mode],
      })}
    >
      {children}
    </Box>
  );
}
