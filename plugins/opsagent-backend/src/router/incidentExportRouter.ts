import {
  IncidentList,
  IncidentSummary,
  LARGEST_EXPORT,
  LARGEST_PAGE_SIZE,
  incidentExportQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { pipeline } from 'node:stream/promises';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { incidentCsv } from '../incidents/incidentCsv';
import { RouteServices, audited } from './audited';
import { parse, queryOf, withCanonicalRefs } from './parse';

/** Tells that there are more incidents than the export has, and how many there are. */
const TRUNCATED = 'OpsAgent-Truncated';
const TOTAL = 'OpsAgent-Total';

/** The list of incidents as a table, page by page, so that no export holds much in memory. */
export function incidentExportRouter(
  services: RouteServices & { incidents: AuthorizedIncidents },
): Router {
  const { incidents } = services;
  const router = PromiseRouter();

  router.get(
    '/incidents/export',
    audited(services, {
      eventId: 'incident-export',
      severityLevel: 'medium',
      async handle(request, response, caller) {
        const query = withCanonicalRefs(
          parse(incidentExportQuerySchema, queryOf(request)),
        );
        const page = (cursor?: string) =>
          incidents.list(
            { ...query, limit: LARGEST_PAGE_SIZE, cursor },
            caller,
          );
        const first = await page();
        const { totalItems } = first;
        response.set({
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="incidents.csv"',
          'Access-Control-Expose-Headers': `${TRUNCATED}, ${TOTAL}`,
          [TRUNCATED]: `${totalItems > LARGEST_EXPORT}`,
          [TOTAL]: `${totalItems}`,
        });
        await pipeline(incidentCsv(eachOf(first, page)), response);
        return { totalItems: `${totalItems}` };
      },
    }),
  );

  return router;
}

async function* eachOf(
  first: IncidentList,
  pageAt: (cursor: string) => Promise<IncidentList>,
): AsyncIterable<IncidentSummary> {
  let left = LARGEST_EXPORT;
  let page: IncidentList | undefined = first;
  while (page && left > 0) {
    const items = page.items.slice(0, left);
    yield* items;
    left -= items.length;
    const { nextCursor }: IncidentList['pageInfo'] = page.pageInfo;
    page = nextCursor === undefined ? undefined : await pageAt(nextCursor);
  }
}
