import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useMemo, useState } from 'react';

/** Incidents that are chosen from a list to do something with all of them. */
export interface Selection {
  /** As last read, in the order in which they were chosen; also those that are not on the page that is shown. */
  chosen: readonly IncidentSummary[];
  has(id: string): boolean;
  /** Chooses them, or no longer chooses them. */
  set(incidents: readonly IncidentSummary[], chosen: boolean): void;
  clear(): void;
}

type Chosen = ReadonlyMap<string, IncidentSummary>;

const NONE: Chosen = new Map();

/**
 * What is chosen outlives that the list is read again or that its page is turned, and ends with the list.
 *
 * @param list - tells one list from another
 * @param shown - what the list shows now
 */
export function useSelection(
  list: string,
  shown: readonly IncidentSummary[],
): Selection {
  const [state, setState] = useState({ list, incidents: NONE });
  const incidents = state.list === list ? state.incidents : NONE;

  const set = useCallback(
    (changed: readonly IncidentSummary[], chosen: boolean) =>
      setState(current => {
        const next = new Map(current.list === list ? current.incidents : NONE);
        for (const each of changed) {
          if (chosen) next.set(each.id, each);
          else next.delete(each.id);
        }
        return { list, incidents: next };
      }),
    [list],
  );
  const clear = useCallback(() => setState({ list, incidents: NONE }), [list]);

  return useMemo(() => {
    const latest = new Map(shown.map(each => [each.id, each]));
    return {
      chosen: [...incidents.values()].map(each => latest.get(each.id) ?? each),
      has: (id: string) => incidents.has(id),
      set,
      clear,
    };
  }, [incidents, shown, set, clear]);
}
