import { useApi } from '@backstage/core-plugin-api';
import {
  ALERTS_BESIDE,
  AlertList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 15_000;
const TIMEOUT = 30_000;

/** The alerts that fire, kept up to date while the page is visible. */
export function useAlerts() {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listAlerts(
        { limit: ALERTS_BESIDE },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) },
      ),
    [api],
  );
  const { value: alerts, error, refresh } = usePolling({ load, interval });
  return { alerts, error, refresh };
}

function interval({ error }: Outcome<AlertList>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
