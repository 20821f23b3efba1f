import {
  IncidentDetails,
  LARGEST_PAGE_SIZE,
  OpsAgentApi,
  OpsAgentRequestOptions,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** An incident with all of its findings, kept up to date while the page is visible. */
export function useIncident(id: string) {
  const read: Read<IncidentDetails> = useCallback(
    async (api, options) => {
      const incident = await api.getIncident(id, options);
      return incident.members.length < incident.findings.length
        ? { ...incident, members: await allMembers(api, id, options) }
        : incident;
    },
    [id],
  );
  return useRead(read);
}

async function allMembers(
  api: OpsAgentApi,
  id: string,
  options: OpsAgentRequestOptions,
): Promise<StoredFinding[]> {
  const members: StoredFinding[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: LARGEST_PAGE_SIZE, cursor };
    const page = await api.listIncidentFindings(id, query, options);
    members.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return members;
}
