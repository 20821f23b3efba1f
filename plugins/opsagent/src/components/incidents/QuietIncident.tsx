import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { Line } from '../Line';
import { LifecycleButton } from '../lifecycle/LifecycleButton';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { StateLabel } from '../lifecycle/StateLabel';
import { IncidentDetails, IncidentDetailsProps } from './IncidentDetails';
import { IncidentTitle } from './IncidentTitle';
import { PlaceAndTime } from '../PlaceAndTime';
import { OutsideCause } from './OutsideCause';

/** An incident that somebody has acknowledged or snoozed, in a few calm lines. */
export function QuietIncident({ incident, context }: IncidentDetailsProps) {
  const t = useText();
  const titleId = useId();
  const { id, title, severity, state, cluster } = incident;
  return (
    <Box component="article" aria-labelledby={titleId}>
      <Line columnGap={1.5} rowGap={0.5}>
        <StateLabel state={state} />
        <Typography variant="body2" component="span" color="text.secondary">
          {t(`severity.${severity}`)}
        </Typography>
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
      </Line>
      <IncidentTitle
        quiet
        id={titleId}
        incident={incident}
        entityRef={context.entityRef}
      />
      <LifeStatement life={incident} />
      <Disclosure label={t('incidents.details')}>
        <OutsideCause incident={incident} entityRef={context.entityRef} />
        <IncidentDetails incident={incident} context={context} />
      </Disclosure>
    </Box>
  );
}
