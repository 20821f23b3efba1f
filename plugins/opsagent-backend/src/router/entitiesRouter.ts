import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { RouteServices, audited } from './audited';

export function entitiesRouter(
  services: RouteServices & { entityHealth: AuthorizedEntityHealth },
): Router {
  const { entityHealth } = services;
  const router = PromiseRouter();

  router.get(
    '/entities/:kind/:namespace/:name/health',
    audited(services, {
      eventId: 'entity-health-read',
      meta: ({ params: { kind, namespace, name } }) => ({
        entityRef: `${kind}:${namespace}/${name}`,
      }),
      async handle({ params: { kind, namespace, name } }, response, caller) {
        response.json(
          await entityHealth.get({ kind, namespace, name }, caller),
        );
      },
    }),
  );

  return router;
}
