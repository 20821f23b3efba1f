import { IncidentOrder } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Filter, FILTERS, listingOf } from '../format/incidentFilters';
import { canonicalSearch } from '../format/savedViews';

const CURSOR = 'cursor';

/** What the list of incidents is narrowed to, how it is sorted and which page of it is shown, kept in the URL so that a link, and the way back, show the same. */
export function useIncidentFilters() {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.toString();
  const listSearch = canonicalSearch(search);
  const listing = useMemo(
    () => listingOf(new URLSearchParams(listSearch)),
    [listSearch],
  );
  // The cursors of the pages that lead to the one shown, and its own.
  const cursors = useMemo(
    () => new URLSearchParams(search).getAll(CURSOR).filter(Boolean),
    [search],
  );

  // A second write before the next render would undo the first, as each begins with what was rendered.
  const write = useCallback(
    (change: (next: URLSearchParams) => void, replace: boolean) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          // A cursor means a place in one list: another filter begins another.
          next.delete(CURSOR);
          change(next);
          return next;
        },
        { replace, preventScrollReset: replace },
      ),
    [setParameters],
  );

  const narrow = useCallback(
    (filter: Filter, values: readonly string[]) =>
      write(next => {
        next.delete(filter);
        values.forEach(each => next.append(filter, each));
      }, true),
    [write],
  );

  const clear = useCallback(
    () => write(next => FILTERS.forEach(each => next.delete(each)), true),
    [write],
  );

  const orderBy = useCallback(
    (order: IncidentOrder) => write(next => next.set('order', order), true),
    [write],
  );

  /** Shows another page: the cursors that lead to it, none for the first. */
  const turnTo = useCallback(
    (path: readonly string[]) =>
      write(next => path.forEach(each => next.append(CURSOR, each)), false),
    [write],
  );

  return {
    listing,
    listSearch,
    cursors,
    narrow,
    clear,
    orderBy,
    turnTo,
  };
}
