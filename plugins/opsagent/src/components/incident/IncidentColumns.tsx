import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { ReactNode } from 'react';

export interface IncidentColumnsProps {
  /** What is wrong, why, and what to do. */
  wide: ReactNode;
  /** What surrounds it. */
  narrow: ReactNode;
}

/** Two columns, or one after the other where the page is not wide. */
export function IncidentColumns({ wide, narrow }: IncidentColumnsProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        alignItems: 'start',
        gap: 2,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          lg: 'minmax(0, 3fr) minmax(0, 2fr)',
        },
      }}
    >
      <Stack spacing={2}>{wide}</Stack>
      <Stack spacing={2}>{narrow}</Stack>
    </Box>
  );
}
