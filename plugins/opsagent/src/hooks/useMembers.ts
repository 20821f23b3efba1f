import { useApi } from '@backstage/core-plugin-api';
import {
  IncidentDetails,
  LARGEST_PAGE_SIZE,
  OpsAgentApi,
  OpsAgentRequestOptions,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { useRequest } from './useRequest';

/**
 * The findings that an incident joins, in its order: those that came with it, which are kept up to date with it, and the others once they are wanted. The others are read
 * anew only when they are wanted again, or when the incident joins other findings than before.
 */
export function useMembers(incident: IncidentDetails, isAllWanted: boolean) {
  const { findings, id, members: first } = incident;
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const [read, setRead] = useState<readonly StoredFinding[]>([]);
  const members = useMemo(() => {
    const byId = new Map([...read, ...first].map(each => [each.id, each]));
    return findings.flatMap(each => byId.get(each) ?? []);
  }, [findings, first, read]);

  const load = useCallback(async () => {
    const all = await send(signal => allMembers(api, id, { signal }));
    if (all) setRead(all);
  }, [api, id, send]);
  const isAsked = isAllWanted && first.length < findings.length;
  const joined = findings.join();
  useEffect(() => {
    if (isAsked) void load();
  }, [isAsked, joined, load]);
  return { members, busy, error, load };
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
