import Box from '@mui/material/Box';
import { ReactNode } from 'react';

export interface FactsProps {
  /** Each a `Fact`. */
  children: ReactNode;
}

/** Named facts, one a row; the name stands above where the page is narrow. */
export function Facts({ children }: FactsProps) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          sm: '96px minmax(0, 1fr)',
        },
        columnGap: 2,
        rowGap: { xs: 0.25, sm: 1 },
      }}
    >
      {children}
    </Box>
  );
}
