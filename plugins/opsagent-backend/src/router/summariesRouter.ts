import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedSummaries } from '../summaries/AuthorizedSummaries';
import { RouteServices, audited } from './audited';

/** Incidents in plain words. */
export function summariesRouter(
  services: RouteServices & { summaries: AuthorizedSummaries },
): Router {
  const { summaries } = services;
  const router = PromiseRouter();
  const meta = ({ params }: Request) => ({ incident: params.id });

  router.get(
    '/incidents/:id/summary',
    audited(services, {
      eventId: 'summary-read',
      meta,
      async handle({ params }, response, caller) {
        response.json(await summaries.get(params.id, caller));
      },
    }),
  );

  router.post(
    '/incidents/:id/summary',
    audited(services, {
      eventId: 'summary-make',
      severityLevel: 'medium',
      meta,
      async handle({ params }, response, caller) {
        response.json(await summaries.make(params.id, caller));
      },
    }),
  );

  router.get(
    '/incidents/:id/summary/transcript',
    audited(services, {
      eventId: 'summary-transcript-read',
      severityLevel: 'medium',
      meta,
      async handle({ params }, response, caller) {
        response.json(await summaries.transcript(params.id, caller));
      },
    }),
  );

  return router;
}
