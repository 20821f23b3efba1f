import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** An incident with the first of its findings, kept up to date while the page is visible. */
export function useIncident(id: string) {
  const read: Read<IncidentDetails> = useCallback(
    (api, options) => api.getIncident(id, options),
    [id],
  );
  return useRead(read);
}
