import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { byAttention } from '../../format/attention';
import { useText } from '../../hooks/useText';
import { Fold } from '../Fold';
import { IncidentCard } from './IncidentCard';
import { QuietIncident } from './QuietIncident';

export interface IncidentListProps {
  health: EntityHealth;
}

/** What fails now, worst first; then what somebody has acknowledged, and folded what is snoozed. */
export function IncidentList({ health }: IncidentListProps) {
  const t = useText();
  if (health.incidents.length === 0) return null;
  const { unseen, acknowledged, snoozed } = byAttention(health.incidents);
  return (
    <Stack component="section" spacing={2} aria-label={t('incidents.region')}>
      {unseen.map(incident => (
        <IncidentCard key={incident.id} incident={incident} context={health} />
      ))}
      {acknowledged.map(incident => (
        <Paper
          key={incident.id}
          variant="outlined"
          sx={{ p: { xs: 1.5, sm: 2 } }}
        >
          <QuietIncident incident={incident} context={health} />
        </Paper>
      ))}
      {snoozed.length > 0 && (
        <Fold title={t('incidents.snoozed', { total: `${snoozed.length}` })}>
          {snoozed.map(incident => (
            <QuietIncident
              key={incident.id}
              incident={incident}
              context={health}
            />
          ))}
        </Fold>
      )}
    </Stack>
  );
}
