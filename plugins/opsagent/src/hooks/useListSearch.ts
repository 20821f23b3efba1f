import { useLocation } from 'react-router-dom';

/** Where a link to an incident keeps, in the state of its location, the query of the list that it was in. */
export const LIST_SEARCH = 'opsagentListSearch';

/** The query of the list that the reader came from, empty for who came from elsewhere. */
export function useListSearch(): string {
  const state: unknown = useLocation().state;
  if (typeof state !== 'object' || state === null) return '';
  const { [LIST_SEARCH]: search } = state as { [LIST_SEARCH]?: unknown };
  return typeof search === 'string' ? search : '';
}
