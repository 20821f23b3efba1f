import { useRouteRef } from '@backstage/core-plugin-api';
import { IncidentFilter } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { incidentsRouteRef } from '../routes';

/** Leads to the list of incidents, narrowed to what is given. */
export function useIncidentsPath() {
  const incidentsPath = useRouteRef(incidentsRouteRef);
  return useCallback(
    (filters: IncidentFilter = {}) => {
      const search = new URLSearchParams(
        Object.entries(filters).flatMap(([filter, values]) =>
          [values ?? []].flat().map(value => [filter, value]),
        ),
      );
      return `${incidentsPath()}${search.size > 0 ? `?${search}` : ''}`;
    },
    [incidentsPath],
  );
}
