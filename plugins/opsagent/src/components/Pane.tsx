import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { ReactNode, useId } from 'react';

export interface PaneProps {
  title: string;
  children: ReactNode;
}

/** A named part of a page, with a frame of its own. */
export function Pane({ title, children }: PaneProps) {
  const titleId = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={titleId}
      sx={{ p: { xs: 1.5, sm: 2 } }}
    >
      <Typography
        id={titleId}
        component="h3"
        sx={{ fontSize: '1.05rem', fontWeight: 700, mb: 1 }}
      >
        {title}
      </Typography>
      <Box sx={{ typography: 'body2' }}>{children}</Box>
    </Paper>
  );
}
