import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedOverview } from '../overview/AuthorizedOverview';
import { RouteServices, audited } from './audited';

export function overviewRouter(
  services: RouteServices & { overview: AuthorizedOverview },
): Router {
  const { overview } = services;
  const router = PromiseRouter();

  router.get(
    '/overview',
    audited(services, {
      eventId: 'overview-read',
      async handle(_, response, caller) {
        response.json(await overview.get(caller));
      },
    }),
  );

  return router;
}
