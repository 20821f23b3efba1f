import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';

export interface ConfidenceBarProps {
  /** 0 to 1. */
  confidence: number;
}

/** How sure the engine is, as a number and as a bar. */
export function ConfidenceBar({ confidence }: ConfidenceBarProps) {
  const t = useText();
  const percent = Math.round(confidence * 100);
  const words = t('incidents.sure', { percent: `${percent}` });
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        whiteSpace: 'nowrap',
      }}
    >
      <Box
        component="span"
        role="meter"
        aria-label={t('incidents.confidence')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
        sx={{
          display: 'inline-block',
          width: 64,
          height: 6,
          borderRadius: 3,
          overflow: 'hidden',
          bgcolor: 'action.disabledBackground',
        }}
      >
        <Box
          component="span"
          sx={{
            display: 'block',
            width: `${percent}%`,
            height: '100%',
            bgcolor: 'text.secondary',
          }}
        />
      </Box>
      <span>{words}</span>
    </Box>
  );
}
