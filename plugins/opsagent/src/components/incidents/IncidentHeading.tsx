import Stack from '@mui/material/Stack';
import {
  EntityCluster,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Line } from '../Line';
import { SeverityLabel } from '../findings/SeverityLabel';
import { LifecycleButton } from '../lifecycle/LifecycleButton';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { StateLabel } from '../lifecycle/StateLabel';
import { PlaceAndTime } from '../PlaceAndTime';
import { IncidentTitle } from './IncidentTitle';

export interface IncidentHeadingProps {
  incident: StoredIncident;
  titleId: string;
  /** The entity in whose page it stands; absent on the incident's own page. */
  entityRef?: string;
  /** The cluster that it was found in. */
  cluster?: EntityCluster;
}

/** The first lines about an incident: how bad, where, since when, what, and who does something about it. */
export function IncidentHeading(props: IncidentHeadingProps) {
  const { cluster, entityRef, incident, titleId } = props;
  const { id, title, severity, state } = incident;
  return (
    <>
      <Line columnGap={1.5} rowGap={0.5}>
        <SeverityLabel severity={severity} />
        <StateLabel state={state} />
        <PlaceAndTime of={incident} cluster={cluster} />
        <Stack direction="row" sx={{ ml: 'auto' }}>
          <LifecycleButton
            target={{ kind: 'incident', id, title }}
            life={incident}
          />
        </Stack>
      </Line>
      <IncidentTitle id={titleId} incident={incident} entityRef={entityRef} />
      <LifeStatement life={incident} />
    </>
  );
}
