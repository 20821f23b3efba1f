import Box from '@mui/material/Box';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Answer } from '@opsagent/backstage-plugin-opsagent-common';
import { searchOf } from '../../format/incidentFilters';
import { useListingText } from '../../hooks/useListingText';
import { useText } from '../../hooks/useText';
import { incidentsPageRouteRef } from '../../routes';

export type FilteredIncidentsProps = NonNullable<Answer['incidents']>;

/** Leads to the list of incidents that was asked for; in a portal without the page it only tells how many these were. */
export function FilteredIncidents(props: FilteredIncidentsProps) {
  const { listing, totalItems } = props;
  const { order, ...filters } = listing;
  const t = useText();
  const listingText = useListingText();
  const incidentsPath = useRouteRef(incidentsPageRouteRef);
  const shown = { filters, order };
  const search = searchOf(shown);
  return (
    <div>
      {incidentsPath ? (
        <Link
          to={`${incidentsPath()}${search && `?${search}`}`}
          underline="always"
        >
          {t('ask.answer.incidents')}
        </Link>
      ) : (
        t('ask.answer.incidentFilter')
      )}{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('ask.answer.incidentCount', { count: totalItems })}
      </Box>
      <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {listingText(shown).join(' · ')}
      </Box>
    </div>
  );
}
