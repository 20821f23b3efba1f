import Box from '@mui/material/Box';
import { ReactNode } from 'react';
import {
  IncidentSummary,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Origin, originState } from '../../hooks/useOrigin';
import { useText } from '../../hooks/useText';
import { ROW, ROW_LINK } from '../../hooks/useListKeys';
import { Line } from '../Line';
import { SeverityLabel } from '../findings/SeverityLabel';
import { IncidentLink } from '../incidents/IncidentLink';
import { Ownership } from '../incidents/Ownership';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { StateLabel } from '../lifecycle/StateLabel';
import { PlaceAndTime } from '../PlaceAndTime';

export interface IncidentRowProps {
  incident: IncidentSummary;
  /** The list that shows it, to come back to. */
  origin?: Origin;
  /** Stands before it, such as a checkbox. */
  leading?: ReactNode;
}

/** One incident in three lines: how bad and since when, what, and why and whose. */
export function IncidentRow(props: IncidentRowProps) {
  const { incident, origin, leading } = props;
  const t = useText();
  const { id, title, severity, state, cause, findings } = incident;
  return (
    <Box
      component="li"
      {...{ [ROW]: id }}
      sx={{
        display: 'flex',
        '&:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' },
        py: 1.25,
        typography: 'body2',
      }}
    >
      {leading}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Line columnGap={1.5}>
          <SeverityLabel severity={severity} />
          <StateLabel state={state} />
          <PlaceAndTime of={incident} />
        </Line>
        <Box sx={{ my: 0.25, overflowWrap: 'anywhere' }}>
          <IncidentLink
            id={id}
            state={origin && originState(origin)}
            {...{ [ROW_LINK]: '' }}
            style={{
              fontWeight: isUnseen(incident) ? 700 : 400,
              // Not to be scrolled to below what stays above the list.
              scrollMargin: 80,
            }}
          >
            {title}
          </IncidentLink>
        </Box>
        <LifeStatement life={incident} />
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {cause.title}
          {cause.confidence > 0 &&
            ` · ${t('incidents.sure', { percent: `${Math.round(cause.confidence * 100)}` })}`}
          {` · ${t('page.findings', { count: findings })}`}
          <Ownership incident={incident} />
        </Box>
      </Box>
    </Box>
  );
}
