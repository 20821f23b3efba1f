import {
  IncidentDetails,
  LARGEST_PAGE_SIZE,
  OpsAgentApi,
  OpsAgentRequestOptions,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

export interface IncidentWithLife {
  incident: IncidentDetails;
  transitions: Transition[];
}

/** An incident and its life, kept up to date while the page is visible. */
export function useIncident(id: string) {
  const read: Read<IncidentWithLife> = useCallback(
    async (api, options) => {
      const [incident, transitions] = await Promise.all([
        api.getIncident(id, options),
        allTransitions(api, id, options),
      ]);
      return { incident, transitions };
    },
    [id],
  );
  return useRead(read);
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
