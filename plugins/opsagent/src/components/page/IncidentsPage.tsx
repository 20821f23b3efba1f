import Stack from '@mui/material/Stack';
import {
  IncidentSummary,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useState } from 'react';
import { isForbidden } from '../../format/failures';
import { BulkChoice } from '../../format/lifecycleChoice';
import { useIncidentFacets } from '../../hooks/useIncidentFacets';
import { useIncidentFilters } from '../../hooks/useIncidentFilters';
import { useIncidents } from '../../hooks/useIncidents';
import { useSelection } from '../../hooks/useSelection';
import { useText } from '../../hooks/useText';
import { Pager } from '../clusters/Pager';
import { BulkChangeDialog } from '../incidentList/BulkChangeDialog';
import { ChangedIncidents } from '../incidentList/ChangedIncidents';
import { IncidentResults } from '../incidentList/IncidentResults';
import { ViewBar } from '../incidentList/ViewBar';
import { LifecycleChanges } from '../lifecycle/LifecycleChanges';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { IncidentFilterBar } from './IncidentFilterBar';
import { NoIncidents } from './NoIncidents';

/** The incidents of all clusters that the reader may see, a page at a time. */
export function IncidentsPage() {
  const t = useText();
  const { listing, listSearch, cursors, narrow, clear, orderBy, turnTo } =
    useIncidentFilters();
  const { filters } = listing;
  const incidents = useIncidents(listing, cursors.at(-1));
  const { found, isStale, error } = incidents;
  const { facets, refresh: countAgain } = useIncidentFacets(filters);
  const { refresh: readAgain } = incidents;
  const refresh = useCallback(async () => {
    await Promise.all([readAgain(), countAgain()]);
  }, [readAgain, countAgain]);
  const items = found?.list.items ?? [];
  const selection = useSelection(listSearch, items);
  // Not among the results: they may be gone when the answer comes.
  const [bulk, setBulk] = useState<{
    incidents: readonly IncidentSummary[];
    choice: BulkChoice;
  }>();
  const [done, setDone] = useState<{
    count: number;
    state: LifecycleChange['state'];
    listSearch: string;
  }>();

  if (error && isForbidden(error)) {
    return <ForbiddenState title={t('page.forbidden')} />;
  }
  return (
    <LifecycleChanges refresh={refresh}>
      <Stack spacing={2} sx={{ maxWidth: 1200 }}>
        <ViewBar search={listSearch} />
        <IncidentFilterBar
          filters={filters}
          facets={facets}
          items={items}
          narrow={narrow}
          clear={clear}
        />
        {found && error && (
          <RefreshFailed subject="incidents" error={error} onRetry={refresh} />
        )}
        {!found && error && (
          <FailedState subject="incidents" error={error} onRetry={refresh} />
        )}
        {!found && !error && <LoadingState subject="incidents" />}
        {/* Of another list it would tell what nobody asked. */}
        {done?.listSearch === listSearch && (
          <ChangedIncidents
            {...done}
            listing={listing}
            onClose={() => setDone(undefined)}
          />
        )}
        {found?.list.totalItems === 0 && (
          <NoIncidents
            filters={found.listing.filters}
            narrow={narrow}
            clear={clear}
          />
        )}
        {found && found.list.totalItems > 0 && (
          <IncidentResults
            list={found.list}
            isStale={isStale}
            listing={listing}
            selection={selection}
            orderBy={orderBy}
            onChange={(chosen, choice) =>
              setBulk({ incidents: chosen, choice })
            }
          />
        )}
        <Pager
          controls={{ cursors, turnTo }}
          next={isStale ? undefined : found?.list.pageInfo.nextCursor}
        />
        {bulk && (
          <BulkChangeDialog
            {...bulk}
            onChanged={(changed, state) => {
              selection.set(changed, false);
              if (changed.length > 0)
                setDone({ count: changed.length, state, listSearch });
            }}
            onClose={() => setBulk(undefined)}
          />
        )}
      </Stack>
    </LifecycleChanges>
  );
}
