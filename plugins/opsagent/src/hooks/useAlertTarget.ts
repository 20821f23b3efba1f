import { useApi } from '@backstage/core-plugin-api';
import { AlertTarget } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { usePolling } from './usePolling';

/**
 * Where the labels of an alert lead.
 *
 * @param search - the labels as a query
 */
export function useAlertTarget(search: string) {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal): Promise<AlertTarget> =>
      api.getAlertTarget(Object.fromEntries(new URLSearchParams(search)), {
        signal,
      }),
    [api, search],
  );
  return usePolling({ load, interval: () => undefined });
}
