import Box from '@mui/material/Box';
import { ReactNode } from 'react';

export interface FactProps {
  label: string;
  children: ReactNode;
}

/** A row of `Facts`. */
export function Fact({ label, children }: FactProps) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {label}
      </Box>
      <Box
        component="dd"
        sx={{ m: 0, mb: { xs: 1, sm: 0 }, minWidth: 0, typography: 'body2' }}
      >
        {children}
      </Box>
    </>
  );
}
