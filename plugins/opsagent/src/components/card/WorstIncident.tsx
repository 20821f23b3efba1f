import Box from '@mui/material/Box';
import { StoredIncident } from '@opsagent/backstage-plugin-opsagent-common';
import { Line } from '../Line';
import { SeverityLabel } from '../findings/SeverityLabel';
import { IncidentLink } from '../incidents/IncidentLink';
import { PlaceAndTime } from '../PlaceAndTime';

export interface WorstIncidentProps {
  incident: StoredIncident;
}

/** The incident to look at first: how bad, since when, what, and why. */
export function WorstIncident({ incident }: WorstIncidentProps) {
  const { id, title, severity, causes } = incident;
  return (
    <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
      <Line columnGap={1.5}>
        <SeverityLabel severity={severity} />
        <PlaceAndTime of={incident} />
      </Line>
      <IncidentLink id={id} style={{ fontWeight: 700 }}>
        {title}
      </IncidentLink>
      <Box sx={{ color: 'text.secondary' }}>{causes[0].title}</Box>
    </Box>
  );
}
