import { useApi } from '@backstage/core-plugin-api';
import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 30_000;
const TIMEOUT = 30_000;

/** The health of everything that the reader may see, kept up to date while the page is visible. */
export function useOverview() {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.getOverview({
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      }),
    [api],
  );
  const { value: overview, error, refresh } = usePolling({ load, interval });
  return { overview, error, refresh };
}

function interval({ error }: Outcome<Overview>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
