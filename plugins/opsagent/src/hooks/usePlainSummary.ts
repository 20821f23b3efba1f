import { PlainSummaryState } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** Milliseconds: it changes seldom, and only when somebody has it made or the incident changes. */
const AT_REST = 60_000;

/** What there is of an incident in plain words, and what the reader may do about it. */
export function usePlainSummary(incident: string) {
  const read: Read<PlainSummaryState> = useCallback(
    (api, options) => api.getPlainSummary(incident, options),
    [incident],
  );
  return useRead(read, { atRest: AT_REST });
}
