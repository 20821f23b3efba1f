import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { IncidentList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 30_000;
const TIMEOUT = 30_000;

export interface TeamIncidents {
  /** Entity refs of the reader and of the reader's groups. */
  owners: string[];
  list: IncidentList;
}

/** The worst open incidents of what the reader or the reader's groups own, kept up to date while the page is visible. */
export function useTeamIncidents(limit: number) {
  const api = useApi(opsAgentApiRef);
  const identity = useApi(identityApiRef);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const { ownershipEntityRefs: owners } =
        await identity.getBackstageIdentity();
      const list = await api.listIncidents(
        { owner: owners, limit },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) },
      );
      return { owners, list };
    },
    [api, identity, limit],
  );
  const { value, error, refresh } = usePolling({ load, interval });
  return { ...value, error, refresh };
}

function interval({ error }: Outcome<TeamIncidents>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
