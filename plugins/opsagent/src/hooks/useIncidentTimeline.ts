import {
  LARGEST_PAGE_SIZE,
  OpsAgentApi,
  OpsAgentRequestOptions,
  TimelineEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** What is known of an incident with its moment, oldest first, kept up to date while the page is visible. */
export function useIncidentTimeline(id: string) {
  const read: Read<TimelineEntry[]> = useCallback(
    (api, options) => allEntries(api, id, options),
    [id],
  );
  return useRead(read);
}

async function allEntries(
  api: OpsAgentApi,
  id: string,
  options: OpsAgentRequestOptions,
): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: LARGEST_PAGE_SIZE, cursor };
    const page = await api.listIncidentTimeline(id, query, options);
    entries.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return entries;
}
