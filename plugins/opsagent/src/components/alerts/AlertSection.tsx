import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useText } from '../../hooks/useText';
import { AlertItems, AlertItemsProps } from './AlertItems';

/** What a monitoring system reports beside the diagnosis. Shows nothing when it reports nothing. */
export function AlertSection({ alerts, incident }: AlertItemsProps) {
  const t = useText();
  const titleId = useId();
  if (alerts.items.length === 0) return null;
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={titleId}
      sx={{ p: 2 }}
    >
      <Typography
        id={titleId}
        component="h3"
        sx={{ fontSize: '1.05rem', fontWeight: 700 }}
      >
        {t('alerts.title')}
      </Typography>
      <AlertItems alerts={alerts} incident={incident} />
    </Paper>
  );
}
