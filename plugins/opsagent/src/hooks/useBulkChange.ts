import { useApi } from '@backstage/core-plugin-api';
import {
  IncidentSummary,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useContext, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { BulkOutcome, outcomeOf } from '../format/bulkChange';
import { lifecycleContext } from './lifecycleContext';
import { useText } from './useText';

/** Each of the incidents is changed for itself. */
const TIMEOUT = 60_000;

/** Changes several incidents alike. Nothing is shown as changed before the backend has said so. */
export function useBulkChange(incidents: readonly IncidentSummary[]) {
  const api = useApi(opsAgentApiRef);
  const t = useText();
  const { changed, refresh } = useContext(lifecycleContext);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();

  /** What became of each; nothing when it cannot be told. */
  async function change(
    wanted: LifecycleChange,
  ): Promise<BulkOutcome | undefined> {
    setBusy(true);
    setError(undefined);
    try {
      const { items } = await api.changeIncidents(
        {
          ids: incidents.map(each => each.id),
          change: wanted,
          expected: Object.fromEntries(
            incidents.map(({ id, stateSince }) => [id, { stateSince }]),
          ),
        },
        { signal: AbortSignal.timeout(TIMEOUT) },
      );
      const outcome = outcomeOf(incidents, items);
      const count = outcome.changed.length;
      // What was refused the form tells.
      await (count > 0
        ? changed(t(`incidentList.changed.${wanted.state}`, { count }))
        : refresh());
      return outcome;
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
      // It cannot be told what the backend has already made.
      await refresh();
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  return { change, busy, error };
}
