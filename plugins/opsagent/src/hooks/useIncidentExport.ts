import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { saveFile } from '../format/saveFile';
import { backendFilters, IncidentListing } from '../format/incidentFilters';
import { withTimeLimit } from './withTimeLimit';

/** Many pages may have to be written. */
const TIMEOUT = 120_000;

/** Saves every incident that a list has, over all pages, as a table. */
export function useIncidentExport({ filters, order }: IncidentListing) {
  const api = useApi(opsAgentApiRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [truncated, setTruncated] = useState(false);
  const unmounted = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  async function save() {
    const { signal } = unmounted.current;
    const now = new Date();
    setBusy(true);
    setError(undefined);
    setTruncated(false);
    try {
      const table = await api.exportIncidents(
        { ...backendFilters(filters, now), order },
        { signal: withTimeLimit(signal, TIMEOUT) },
      );
      if (signal.aborted) return;
      saveFile(`incidents-${now.toISOString().slice(0, 10)}.csv`, table.csv);
      setTruncated(table.truncated);
    } catch (caught) {
      if (signal.aborted) return;
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
    setBusy(false);
  }

  return { save, busy, error, truncated };
}
