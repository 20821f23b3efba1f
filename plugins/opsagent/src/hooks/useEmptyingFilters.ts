import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import {
  activeFilters,
  backendFilters,
  Filter,
  IncidentFilters,
} from '../format/incidentFilters';
import { withTimeLimit } from './withTimeLimit';

export interface EmptyingFilter {
  filter: Filter;
  /** How many incidents there would be without it. */
  without: number;
}

/** Which filters alone hide what there is. Asked once for each choice of filters; what cannot be told is left out. */
export function useEmptyingFilters(
  filters: IncidentFilters,
): EmptyingFilter[] | undefined {
  const api = useApi(opsAgentApiRef);
  const [emptying, setEmptying] = useState<EmptyingFilter[]>();

  useEffect(() => {
    const controller = new AbortController();
    const signal = withTimeLimit(controller.signal);
    setEmptying(undefined);
    const count = async (filter: Filter) => {
      const rest = { ...filters, [filter]: undefined };
      const query = { ...backendFilters(rest, new Date()), limit: 1 };
      const { totalItems } = await api.listIncidents(query, { signal });
      return { filter, without: totalItems };
    };
    Promise.allSettled(activeFilters(filters).map(count)).then(outcomes => {
      if (controller.signal.aborted) return;
      setEmptying(
        outcomes
          .flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
          .filter(each => each.without > 0),
      );
    });
    return () => controller.abort();
  }, [api, filters]);

  return emptying;
}
