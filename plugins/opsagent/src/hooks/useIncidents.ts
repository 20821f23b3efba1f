import { useApi } from '@backstage/core-plugin-api';
import { IncidentList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { IncidentFilters } from '../format/incidentFilters';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 15_000;
const TIMEOUT = 30_000;

/** One page of the incidents that match, kept up to date while it is visible. */
export function useIncidents(filters: IncidentFilters, cursor?: string) {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listIncidents(
        { ...filters, ...(cursor ? { cursor } : {}) },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) },
      ),
    [api, filters, cursor],
  );
  const { value: list, error, refresh } = usePolling({ load, interval });
  return { list, error, refresh };
}

function interval({ error }: Outcome<IncidentList>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
