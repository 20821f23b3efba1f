import { IncidentGraph } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** The objects that an incident involves, kept up to date while the page is visible. */
export function useIncidentGraph(id: string) {
  const read: Read<IncidentGraph> = useCallback(
    (api, options) => api.getIncidentGraph(id, options),
    [id],
  );
  return useRead(read);
}
