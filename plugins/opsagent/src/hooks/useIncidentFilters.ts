import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Filter, filtersOf } from '../format/incidentFilters';

/** What the list of incidents is narrowed to, kept in the URL so that a link shows the same. */
export function useIncidentFilters() {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.toString();
  const filters = useMemo(
    () => filtersOf(new URLSearchParams(search)),
    [search],
  );

  const narrow = useCallback(
    (filter: Filter, values: readonly string[]) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          next.delete(filter);
          values.forEach(each => next.append(filter, each));
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );

  return { filters, narrow };
}
