import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import { useId } from 'react';
import { SEVERITY_LOOKS } from '../findings/severityLook';
import { SeverityLabel } from '../findings/SeverityLabel';
import { LifecycleButton } from '../lifecycle/LifecycleButton';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { StateLabel } from '../lifecycle/StateLabel';
import { IncidentDetails, IncidentDetailsProps } from './IncidentDetails';
import { IncidentTitle } from './IncidentTitle';
import { PlaceAndTime } from '../PlaceAndTime';
import { OutsideCause } from './OutsideCause';

/** An incident that nobody has dealt with yet: what, where, since when, why, and what to do. */
export function IncidentCard({ incident, context }: IncidentDetailsProps) {
  const titleId = useId();
  const { id, title, severity, state, cluster } = incident;
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
      <Stack spacing={1.5}>
        <Stack
          direction="row"
          useFlexGap
          flexWrap="wrap"
          alignItems="center"
          columnGap={1.5}
          rowGap={0.5}
        >
          <SeverityLabel severity={severity} />
          <StateLabel state={state} />
          <PlaceAndTime
            of={incident}
            cluster={context.clusters.find(each => each.name === cluster)}
          />
          <Stack direction="row" sx={{ ml: 'auto' }}>
            <LifecycleButton
              target={{ kind: 'incident', id, title }}
              life={incident}
            />
          </Stack>
        </Stack>
        <IncidentTitle
          id={titleId}
          incident={incident}
          entityRef={context.entityRef}
        />
        <LifeStatement life={incident} />
        <OutsideCause incident={incident} entityRef={context.entityRef} />
        <IncidentDetails incident={incident} context={context} />
      </Stack>
    </Card>
  );
}
