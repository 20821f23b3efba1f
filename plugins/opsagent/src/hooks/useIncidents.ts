import { IncidentList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { backendFilters, IncidentListing } from '../format/incidentFilters';
import { Read, useRead } from './useRead';

export interface IncidentsFound {
  list: IncidentList;
  /** What was looked for. */
  listing: IncidentListing;
  cursor?: string;
}

/**
 * One page of the incidents that match, kept up to date while it is visible. What was found last stays while something else is looked for.
 *
 * @param cursor - of the page; absent for the first
 */
export function useIncidents(listing: IncidentListing, cursor?: string) {
  const read: Read<IncidentsFound> = useCallback(
    async (api, options) => {
      const { filters, order } = listing;
      const query = {
        ...backendFilters(filters, new Date()),
        order,
        ...(cursor ? { cursor } : {}),
      };
      const list = await api.listIncidents(query, options);
      return { list, listing, cursor };
    },
    [listing, cursor],
  );
  const { value, error, refresh } = useRead(read);
  const isStale =
    value !== undefined &&
    (value.listing !== listing || value.cursor !== cursor);
  return { found: value, isStale, error, refresh };
}
