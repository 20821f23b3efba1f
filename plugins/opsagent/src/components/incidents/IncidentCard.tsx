import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import { useId } from 'react';
import { SEVERITY_LOOKS } from '../findings/severityLook';
import { KnownSummary } from '../summary/KnownSummary';
import { IncidentHeading } from './IncidentHeading';
import { IncidentDetails, IncidentDetailsProps } from './IncidentDetails';
import { OutsideCause } from './OutsideCause';

/** An incident that nobody has dealt with yet: what, where, since when, why, and what to do. */
export function IncidentCard({ incident, context }: IncidentDetailsProps) {
  const titleId = useId();
  const { color } = SEVERITY_LOOKS[incident.severity];
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
      <Stack spacing={1.5}>
        <IncidentHeading
          incident={incident}
          titleId={titleId}
          entityRef={context.entityRef}
          cluster={context.clusters.find(
            each => each.name === incident.cluster,
          )}
        />
        <KnownSummary incident={incident.id} />
        <OutsideCause incident={incident} entityRef={context.entityRef} />
        <IncidentDetails incident={incident} context={context} />
      </Stack>
    </Card>
  );
}
