import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { withTimeLimit } from './withTimeLimit';

/** A cluster that would not start a scan, and why. */
export interface RefusedScan {
  cluster: string;
  error: Error;
}

/** Asks clusters for a scan. `requesting` ends when all have accepted or refused, not when the scans are done. */
export function useScanRequest(onAccepted: () => Promise<void>) {
  const api = useApi(opsAgentApiRef);
  const [requesting, setRequesting] = useState(false);
  const [refused, setRefused] = useState<RefusedScan[]>([]);
  const unmounted = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  const request = useCallback(
    async (clusters: readonly string[]) => {
      const { signal } = unmounted.current;
      setRequesting(true);
      setRefused([]);
      const outcomes = await Promise.allSettled(
        clusters.map(cluster =>
          api.requestScan(cluster, { signal: withTimeLimit(signal) }),
        ),
      );
      if (signal.aborted) return;
      setRefused(
        outcomes.flatMap((outcome, index) =>
          outcome.status === 'rejected'
            ? [{ cluster: clusters[index], error: outcome.reason }]
            : [],
        ),
      );
      await onAccepted();
      if (!signal.aborted) setRequesting(false);
    },
    [api, onAccepted],
  );

  return { request, requesting, refused };
}
