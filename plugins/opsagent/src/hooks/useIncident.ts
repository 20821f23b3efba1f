import { useApi } from '@backstage/core-plugin-api';
import {
  IncidentDetails,
  LARGEST_PAGE_SIZE,
  OpsAgentApi,
  OpsAgentRequestOptions,
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
      const [incident, transitions] = await Promise.all([
        api.getIncident(id, options),
        allTransitions(api, id, options),
      ]);
      return { incident, transitions };
    },
    [api, id],
  );
  const { value, error, refresh } = usePolling({ load, interval });
  return { value, error, refresh };
}

async function allTransitions(
  api: OpsAgentApi,
  id: string,
  options: OpsAgentRequestOptions,
): Promise<Transition[]> {
  const transitions: Transition[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: LARGEST_PAGE_SIZE, cursor };
    const page = await api.listIncidentTransitions(id, query, options);
    transitions.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return transitions;
}

function interval({ error }: Outcome<IncidentWithLife>) {
  return error && isForbidden(error) ? undefined : AT_REST;
}
