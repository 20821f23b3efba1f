import { useRouteRef } from '@backstage/core-plugin-api';
import { IncidentOrder } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { IncidentFilters } from '../format/incidentFilters';
import { incidentsRouteRef } from '../routes';

/** Leads to the list of incidents, narrowed to what is given, and in the order that is given. */
export function useIncidentsPath() {
  const incidentsPath = useRouteRef(incidentsRouteRef);
  return useCallback(
    (filters: IncidentFilters & { order?: IncidentOrder } = {}) => {
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
