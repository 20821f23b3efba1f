import Alert from '@mui/material/Alert';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { LifecycleChange } from '@opsagent/backstage-plugin-opsagent-common';
import { IncidentListing, searchOf } from '../../format/incidentFilters';
import { useText } from '../../hooks/useText';
import { incidentsRouteRef } from '../../routes';

export interface ChangedIncidentsProps {
  /** How many were changed. */
  count: number;
  /** The state that they came into. */
  state: LifecycleChange['state'];
  /** The list in which they were chosen. */
  listing: IncidentListing;
  onClose(): void;
}

/** Says what was done, as what is acknowledged or snoozed leaves the list of what is open, and leads to it. Screen readers are told by `LifecycleChanges`. */
export function ChangedIncidents(props: ChangedIncidentsProps) {
  const { count, state, listing, onClose } = props;
  const t = useText();
  const incidentsPath = useRouteRef(incidentsRouteRef);
  const { filters, order } = listing;
  const search = searchOf({
    // Without a state the list is that of what is open.
    filters: { ...filters, state: state === 'open' ? undefined : [state] },
    order,
  });
  return (
    <Alert
      severity="success"
      role="note"
      closeText={t('incidentList.close')}
      onClose={onClose}
    >
      {t(`incidentList.changed.${state}`, { count })}{' '}
      <Link to={`${incidentsPath()}${search && `?${search}`}`}>
        {t(`incidentList.changed.show.${state}`)}
      </Link>
    </Alert>
  );
}
