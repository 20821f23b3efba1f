import { IncidentList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { IncidentFilters } from '../format/incidentFilters';
import { Read, useRead } from './useRead';

/** One page of the incidents that match, kept up to date while it is visible. */
export function useIncidents(filters: IncidentFilters, cursor?: string) {
  const read: Read<IncidentList> = useCallback(
    (api, options) =>
      api.listIncidents({ ...filters, ...(cursor ? { cursor } : {}) }, options),
    [filters, cursor],
  );
  const { value, error, refresh } = useRead(read);
  return { list: value, error, refresh };
}
