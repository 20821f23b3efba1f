import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import { ReactNode } from 'react';
import { Severity } from '../format/types';
import { SEVERITY_LOOKS } from './findings/severityLook';

export interface SeverityCardProps {
  severity: Severity;
  /** The id of the heading that names it. */
  titleId: string;
  children: ReactNode;
}

/** What is wrong, as an article of its own whose edge has the colour of its severity. */
export function SeverityCard(props: SeverityCardProps) {
  const { severity, titleId, children } = props;
  const { color } = SEVERITY_LOOKS[severity];
  return (
    <Card
      component="article"
      variant="outlined"
      aria-labelledby={titleId}
      sx={theme => ({
        p: { xs: 1.5, sm: 2 },
        borderLeft: `4px solid ${color[theme.palette.mode]}`,
      })}
    >
      <Stack spacing={1.5}>{children}</Stack>
    </Card>
  );
}
