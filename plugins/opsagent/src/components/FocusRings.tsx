import Box from '@mui/material/Box';
import { ReactNode } from 'react';

export interface FocusRingsProps {
  children: ReactNode;
}

/** Rings whatever within it has the keyboard's focus: the buttons' own pulse hardly shows. */
export function FocusRings({ children }: FocusRingsProps) {
  return (
    <Box
      sx={{
        '& :focus-visible': {
          outline: '2px solid',
          outlineColor: 'primary.main',
          outlineOffset: '2px',
        },
      }}
    >
      {children}
    </Box>
  );
}
