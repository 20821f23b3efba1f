import { useApi } from '@backstage/core-plugin-api';
import { ClusterList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 15_000;
const TIMEOUT = 30_000;

/** The clusters and how their last scans went, kept up to date while the page is visible. */
export function useClusters() {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listClusters({
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      }),
    [api],
  );
  const { value, error } = usePolling({ load, interval });
  return { clusters: value?.items, error };
}

function interval({ error }: Outcome<ClusterList>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
