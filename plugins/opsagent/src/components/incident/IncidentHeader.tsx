import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import { StoredIncident } from '@opsagent/backstage-plugin-opsagent-common';
import { Facts } from '../Facts';
import { SEVERITY_LOOKS } from '../findings/severityLook';
import { ConcernedEntities } from '../incidents/ConcernedEntities';
import { IncidentHeading } from '../incidents/IncidentHeading';

export interface IncidentHeaderProps {
  incident: StoredIncident;
  titleId: string;
}

/** What fails, how badly, where and since when, what is being done about it, and whom it concerns. */
export function IncidentHeader({ incident, titleId }: IncidentHeaderProps) {
  const { color } = SEVERITY_LOOKS[incident.severity];
  return (
    <Card
      variant="outlined"
      sx={theme => ({
        p: { xs: 1.5, sm: 2 },
        borderLeft: `4px solid ${color[theme.palette.mode]}`,
      })}
    >
      <Stack spacing={1.5}>
        <IncidentHeading incident={incident} titleId={titleId} />
        <Facts>
          <ConcernedEntities incident={incident} />
        </Facts>
      </Stack>
    </Card>
  );
}
