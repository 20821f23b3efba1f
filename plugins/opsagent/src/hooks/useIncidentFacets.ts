import { IncidentFacets } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { backendFilters, IncidentFilters } from '../format/incidentFilters';
import { Read, useRead } from './useRead';

const AT_REST = 30_000;

/** How many incidents there are by the values of each filter, kept up to date while the page is visible. Without an answer, the filters still work. */
export function useIncidentFacets(filters: IncidentFilters) {
  const read: Read<IncidentFacets> = useCallback(
    (api, options) =>
      api.countIncidents(backendFilters(filters, new Date()), options),
    [filters],
  );
  const { value, refresh } = useRead(read, { atRest: AT_REST });
  return { facets: value, refresh };
}
