import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import {
  IncidentSummary,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { LIST_SEARCH } from '../../hooks/useListSearch';
import { useText } from '../../hooks/useText';
import { incidentRouteRef } from '../../routes';
import { SeverityLabel } from '../findings/SeverityLabel';
import { Ownership } from '../incidents/Ownership';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { StateLabel } from '../lifecycle/StateLabel';
import { PlaceAndTime } from '../PlaceAndTime';

export interface IncidentRowProps {
  incident: IncidentSummary;
  /** The query of the list that shows it, to come back to. */
  search?: string;
}

/** One incident in three lines: how bad and since when, what, and why and whose. */
export function IncidentRow({ incident, search = '' }: IncidentRowProps) {
  const t = useText();
  const incidentPath = useRouteRef(incidentRouteRef);
  const { id, title, severity, state, cause, findings } = incident;
  return (
    <Box
      component="li"
      sx={{
        '&:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' },
        py: 1.25,
        typography: 'body2',
      }}
    >
      <Stack
        direction="row"
        useFlexGap
        flexWrap="wrap"
        alignItems="center"
        columnGap={1.5}
      >
        <SeverityLabel severity={severity} />
        <StateLabel state={state} />
        <PlaceAndTime of={incident} />
      </Stack>
      <Box sx={{ my: 0.25, overflowWrap: 'anywhere' }}>
        <Link
          to={incidentPath({ id })}
          state={{ [LIST_SEARCH]: search }}
          style={{ fontWeight: isUnseen(incident) ? 700 : 400 }}
        >
          {title}
        </Link>
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
  );
}
