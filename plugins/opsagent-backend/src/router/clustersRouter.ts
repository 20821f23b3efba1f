import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { RouteServices, audited } from './audited';

export function clustersRouter(
  services: RouteServices & { clusters: AuthorizedClusters },
): Router {
  const { clusters } = services;
  const router = PromiseRouter();

  router.post(
    '/clusters/:cluster/scans',
    audited(services, {
      eventId: 'scan-request',
      severityLevel: 'medium',
      meta: ({ params }) => ({ cluster: params.cluster }),
      async handle({ params }, response, caller) {
        response.status(202).json(await clusters.scan(params.cluster, caller));
      },
    }),
  );

  return router;
}
