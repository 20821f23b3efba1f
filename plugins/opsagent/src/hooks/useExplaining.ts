import { useApi } from '@backstage/core-plugin-api';
import { PlainSummaryState } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useEffect, useRef } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { Polled } from './usePolling';
import { useRequest } from './useRequest';

/** Milliseconds that a model may take. */
const TIME_LIMIT = 130_000;

/** Has an incident explained in plain words: when the reader asks for it or, where the portal says so, as soon as there is no explanation that fits. */
export function useExplaining(
  incident: string,
  { value: state, refresh }: Polled<PlainSummaryState>,
) {
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const tried = useRef<string>();

  const explain = useCallback(async () => {
    const made = await send(
      signal => api.makePlainSummary(incident, { signal }),
      TIME_LIMIT,
    );
    if (made) await refresh();
  }, [api, incident, refresh, send]);

  const { automatic, mayMake, model, summary } = state ?? {};
  const isWanted = summary === undefined || summary.outdated;
  const lacking =
    automatic && mayMake && model && isWanted
      ? `${incident} ${summary?.madeAt}`
      : undefined;

  useEffect(() => {
    // Once for each explanation that is there, or none: what failed is not tried over and over.
    if (lacking === undefined || tried.current === lacking) return;
    tried.current = lacking;
    void explain();
  }, [explain, lacking]);

  return { explain, busy, error };
}
