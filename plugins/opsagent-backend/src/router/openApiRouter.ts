import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from '../openapi/openApiDocument';
import { RouteServices, audited } from './audited';

/** Serves the description of this API, for clients and for the catalog's API pages. */
export function openApiRouter(services: RouteServices): Router {
  const document = openApiDocument();
  const router = PromiseRouter();

  router.get(
    '/openapi.json',
    audited(services, {
      eventId: 'openapi-read',
      async handle(_, response) {
        response.json(document);
      },
    }),
  );

  return router;
}
