import { InvestigationList } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

const LATEST = 20;

/** The latest investigations of an incident, and whether one may be started. */
export function useInvestigations(incident: string) {
  const read: Read<InvestigationList> = useCallback(
    (api, options) =>
      api.listInvestigations(incident, { limit: LATEST }, options),
    [incident],
  );
  return useRead(read);
}
