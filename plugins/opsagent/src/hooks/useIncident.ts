import { useApi } from '@backstage/core-plugin-api';
import {
  IncidentDetails,
  LARGEST_PAGE_SIZE,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 15_000;
const TIMEOUT = 30_000;

export interface IncidentWithLife {
  incident: IncidentDetails;
  transitions: Transition[];
}

/** An incident and its life, kept up to date while the page is visible. */
export function useIncident(id: string) {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<IncidentWithLife> => {
      const options = {
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      };
      const [incident, { items }] = await Promise.all([
        api.getIncident(id, options),
        api.listIncidentTransitions(id, { limit: LARGEST_PAGE_SIZE }, options),
      ]);
      return { incident, transitions: items };
    },
    [api, id],
  );
  const { value, error, refresh } = usePolling({ load, interval });
  return { value, error, refresh };
}

function interval({ error }: Outcome<IncidentWithLife>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
