import Box from '@mui/material/Box';
import { ReactNode } from 'react';

export interface PlainListProps {
  children: ReactNode;
}

/** A list without bullets that screen readers still count. */
export function PlainList({ children }: PlainListProps) {
  return (
    <Box
      component="ul"
      role="list"
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
      }}
    >
      {children}
    </Box>
  );
}
