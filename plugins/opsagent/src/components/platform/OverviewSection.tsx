import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { ReactNode, useId } from 'react';

export interface OverviewSectionProps {
  title: string;
  children: ReactNode;
}

/** A part of the overview under a heading of its own. */
export function OverviewSection({ title, children }: OverviewSectionProps) {
  const titleId = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={titleId}
      sx={{ px: 2, py: 1.5 }}
    >
      <Typography
        id={titleId}
        component="h3"
        sx={{ fontSize: '1.05rem', fontWeight: 700, mb: 1 }}
      >
        {title}
      </Typography>
      {children}
    </Paper>
  );
}
