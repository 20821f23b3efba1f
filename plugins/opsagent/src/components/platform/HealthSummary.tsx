import HealthyIcon from '@mui/icons-material/CheckCircle';
import PendingIcon from '@mui/icons-material/HourglassEmpty';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { platformStateOf } from '../../format/platformHealth';
import { useText } from '../../hooks/useText';
import { StateMessage } from '../states/StateMessage';
import { OpenIncidents } from './OpenIncidents';

export interface HealthSummaryProps {
  overview: Overview;
}

/** The answer in one line: how much is open, or that nothing is. */
export function HealthSummary({ overview }: HealthSummaryProps) {
  const t = useText();
  const { clusters, incidents } = overview;
  switch (platformStateOf(overview)) {
    case 'healthy':
      return (
        <StateMessage
          Icon={HealthyIcon}
          tone="success"
          title={t('platform.healthy.title')}
        >
          <Typography variant="body2">
            {t('platform.healthy.detail', { count: clusters.length })}
          </Typography>
        </StateMessage>
      );
    case 'neverScanned':
      return (
        <StateMessage
          Icon={PendingIcon}
          title={t('platform.neverScanned.title')}
        >
          <Typography variant="body2">
            {t('platform.neverScanned.detail')}
          </Typography>
        </StateMessage>
      );
    default:
      return (
        <Paper
          component="section"
          variant="outlined"
          aria-label={t('platform.incidents.all')}
          sx={{ px: 2, py: 1.5, typography: 'body1' }}
        >
          <OpenIncidents counts={incidents} healthy={false} />
        </Paper>
      );
  }
}
