import Box from '@mui/material/Box';
import { Step } from '../../format/types';
import { StepItem } from './StepItem';

export interface StepListProps {
  steps: readonly Step[];
}

/** Steps in the order to take them. */
export function StepList({ steps }: StepListProps) {
  return (
    <Box
      component="ol"
      sx={{
        mt: 0.75,
        mb: 0,
        pl: 2.5,
        display: 'flex',
        flexDirection: 'column',
        gap: 0.75,
      }}
    >
      {steps.map(step => (
        <StepItem key={`${step.text} ${step.command}`} step={step} />
      ))}
    </Box>
  );
}
