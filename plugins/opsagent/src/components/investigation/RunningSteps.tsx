import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useText } from '../../hooks/useText';
import { StepItems, StepItemsProps } from './StepItems';

export interface RunningStepsProps extends StepItemsProps {
  /** Its name. */
  model: string;
  /** What the model is writing. */
  writing: string;
}

/** What a model does, as it happens. */
export function RunningSteps(props: RunningStepsProps) {
  const { model, writing, ...items } = props;
  const t = useText();
  return (
    <div>
      <div role="log">
        <StepItems {...items} />
      </div>
      <Box sx={{ color: 'text.secondary', mt: 0.5, overflowWrap: 'anywhere' }}>
        {items.steps.length === 0
          ? t('investigation.steps.waiting')
          : t('investigation.steps.writing', { model })}
        {writing && <Box sx={{ whiteSpace: 'pre-wrap' }}>{writing}</Box>}
      </Box>
      <LinearProgress
        aria-label={t('investigation.state.running')}
        sx={{
          mt: 0.5,
          '@media (prefers-reduced-motion: reduce)': {
            '& *': { animation: 'none' },
          },
        }}
      />
    </div>
  );
}
