import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { IncidentList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

const AT_REST = 30_000;

export interface TeamIncidents {
  /** Entity refs of the reader and of the reader's groups. */
  owners: string[];
  list: IncidentList;
}

/** The worst open incidents of what the reader or the reader's groups own, kept up to date while the page is visible. */
export function useTeamIncidents(limit: number) {
  const identity = useApi(identityApiRef);
  const read: Read<TeamIncidents> = useCallback(
    async (api, options) => {
      const { ownershipEntityRefs: owners } =
        await identity.getBackstageIdentity();
      const list = await api.listIncidents({ owner: owners, limit }, options);
      return { owners, list };
    },
    [identity, limit],
  );
  const { value, error, refresh } = useRead(read, { atRest: AT_REST });
  return { ...value, error, refresh };
}
