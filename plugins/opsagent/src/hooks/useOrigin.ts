import { useLocation } from 'react-router-dom';

/** Where the reader of an incident came from. */
export interface Origin {
  /** The path and the query of the page. */
  path: string;
  /** The entity whose page it is; absent for the list of incidents. */
  entityRef?: string;
}

const KEY = 'opsagentOrigin';

/** What a link to an incident keeps in the state of its location. */
export function originState(origin: Origin) {
  return { [KEY]: origin };
}

/** Where the reader came from, undefined for who came from elsewhere than a list or an entity. */
export function useOrigin(): Origin | undefined {
  const state: unknown = useLocation().state;
  if (typeof state !== 'object' || state === null) return undefined;
  const { [KEY]: origin } = state as { [KEY]?: Partial<Origin> };
  const { path, entityRef } = origin ?? {};
  return path === undefined ? undefined : { path, entityRef };
}
