import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Filter, FILTERS, filtersOf } from '../format/incidentFilters';

/** What the list of incidents is narrowed to, kept in the URL so that a link shows the same. */
export function useIncidentFilters() {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.toString();
  const filters = useMemo(
    () => filtersOf(new URLSearchParams(search)),
    [search],
  );

  // A second write before the next render would undo the first, as each begins with what was rendered.
  const write = useCallback(
    (change: (next: URLSearchParams) => void) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          change(next);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );

  const narrow = useCallback(
    (filter: Filter, values: readonly string[]) =>
      write(next => {
        next.delete(filter);
        values.forEach(each => next.append(filter, each));
      }),
    [write],
  );

  const clear = useCallback(
    () => write(next => FILTERS.forEach(each => next.delete(each))),
    [write],
  );

  return { filters, narrow, clear };
}
